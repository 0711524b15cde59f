function insertIdentities(weights, count) {
  const features = weights.length > 1 ? weights.at(-2).length : weights[0][0].length;
  const identity = Array.from({ length: features }, (_, i) =>
    Array.from({ length: features }, (_, j) => (i === j ? 1 : 0)),
  );
  return [...weights.slice(0, -1), ...Array(count).fill(identity), weights.at(-1)];
}
