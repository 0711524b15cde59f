function countBottleneck(wide, narrow) {
  return 2 * wide * narrow + 9 * narrow ** 2;
}
