function passes(bias, blocks) {
  return (1 / (1 + Math.exp(bias))) ** blocks;
}

function biasFor(share, blocks) {
  return Math.log(1 / share ** (1 / blocks) - 1);
}
