function clippedShares(blocks) {
  return blocks.map(({ F }) => F.filter((value) => value < 0).length / F.length);
}

function keptGradient(blocks, unit) {
  return blocks.every(({ x, F }) => x[unit] + F[unit] > 0) ? 1 : 0;
}
