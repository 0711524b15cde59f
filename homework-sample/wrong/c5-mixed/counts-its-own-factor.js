function branchWeights(factors) {
  return factors.map((_, at) => factors.slice(at).reduce((product, factor) => product * factor, 1));
}
