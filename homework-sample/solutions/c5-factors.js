function directFactor(factors) {
  return factors.reduce((product, factor) => product * factor, 1);
}

function largestDepth(factor) {
  return Math.floor(Math.log(0.01) / Math.log(factor));
}
