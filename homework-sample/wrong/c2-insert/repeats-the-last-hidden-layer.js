function insertIdentities(weights, count) {
  return [...weights.slice(0, -1), ...Array(count).fill(weights.at(-2)), weights.at(-1)];
}
