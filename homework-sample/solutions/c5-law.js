function streamWithout(m0, alpha, blocks) {
  return m0 * (1 + alpha ** 2) ** blocks;
}

function streamWith(m0, alpha, blocks) {
  return m0 + alpha ** 2 * blocks;
}

function scaleFor(blocks) {
  return Math.sqrt(2 ** (1 / blocks) - 1);
}
