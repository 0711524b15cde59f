function directFactor(factors) {
  return factors.reduce((product, factor) => product * factor, 1);
}

function largestDepth(factor) {
  return Math.ceil(Math.log(0.01) / Math.log(factor));
}
