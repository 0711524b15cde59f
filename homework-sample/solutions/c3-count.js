function countResNet(n, option) {
  return 97216 * n - 21926 + (option === "B" ? 2752 : 0);
}
