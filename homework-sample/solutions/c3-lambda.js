function branchScale(blocks) {
  return Math.sqrt(2 ** (1 / blocks) - 1);
}
