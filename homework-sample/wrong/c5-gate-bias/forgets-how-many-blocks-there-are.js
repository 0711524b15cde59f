function passes(bias) {
  return 1 / (1 + Math.exp(bias));
}

function biasFor(share) {
  return Math.log(1 / share - 1);
}
