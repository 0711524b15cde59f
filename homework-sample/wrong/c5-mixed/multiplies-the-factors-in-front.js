function branchWeights(factors) {
  return factors.map((_, at) => factors.slice(0, at).reduce((product, factor) => product * factor, 1));
}
