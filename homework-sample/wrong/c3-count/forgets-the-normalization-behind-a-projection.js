function countResNet(n, option) {
  return 97216 * n - 21926 + (option === "B" ? 16 * 32 + 32 * 64 : 0);
}
