function branchWeights(factors) {
  const weights = [];
  let behind = 1;
  for (const factor of [...factors].reverse()) {
    weights.unshift(behind);
    behind *= factor;
  }
  return weights;
}
