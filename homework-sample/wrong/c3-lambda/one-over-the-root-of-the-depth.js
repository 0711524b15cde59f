function branchScale(blocks) {
  return 1 / Math.sqrt(blocks);
}
