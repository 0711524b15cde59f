function branchScale(blocks) {
  return Math.sqrt(Math.log(2) / blocks);
}
