function clippedShares(blocks) {
  return blocks.map(({ x, F }) => x.filter((value, at) => value + F[at] < 0).length / x.length);
}

function keptGradient(blocks, unit) {
  return blocks.every(({ x, F }) => x[unit] + F[unit] > 0) ? 1 : 0;
}
