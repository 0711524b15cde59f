function countResNet(n) {
  return 96768 * n - 22608;
}
