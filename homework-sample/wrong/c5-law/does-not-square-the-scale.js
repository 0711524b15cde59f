function streamWithout(m0, alpha, blocks) {
  return m0 * (1 + alpha) ** blocks;
}

function streamWith(m0, alpha, blocks) {
  return m0 + alpha * blocks;
}

function scaleFor(blocks) {
  return 2 ** (1 / blocks) - 1;
}
