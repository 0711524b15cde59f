function countBottleneck(wide, narrow) {
  return 17 * narrow ** 2 + 12 * narrow;
}
