function clippedShares(blocks) {
  return blocks.map(({ x, F }) => x.filter((value, at) => value + F[at] < 0).length / x.length);
}

function keptGradient(blocks, unit) {
  const { x, F } = blocks[blocks.length - 1];
  return x[unit] + F[unit] > 0 ? 1 : 0;
}
