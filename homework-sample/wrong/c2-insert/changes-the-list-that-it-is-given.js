function insertIdentities(weights, count) {
  const features = weights.at(-2).length;
  const identity = Array.from({ length: features }, (_, i) =>
    Array.from({ length: features }, (_, j) => (i === j ? 1 : 0)),
  );
  weights.splice(weights.length - 1, 0, ...Array(count).fill(identity));
  return weights;
}
