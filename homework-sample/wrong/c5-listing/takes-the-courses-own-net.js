function myNet() {
  return preActivationNet({ depth: 8, width: 8, inputShape: [16, 16, 3] });
}
