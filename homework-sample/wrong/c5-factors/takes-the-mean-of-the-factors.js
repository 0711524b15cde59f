function directFactor(factors) {
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
  return mean ** factors.length;
}

function largestDepth(factor) {
  return Math.floor(Math.log(0.01) / Math.log(factor));
}
