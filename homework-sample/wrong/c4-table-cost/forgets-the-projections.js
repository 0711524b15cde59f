function rowCost(blocks, isBottleneck) {
  let total = 112 ** 2 * 9408;
  let before = 64;
  blocks.forEach((count, stage) => {
    const [n, pixels] = [64 * 2 ** stage, (56 / 2 ** stage) ** 2];
    const after = isBottleneck ? 4 * n : n;
    for (let block = 0; block < count; block++) {
      total += pixels * (isBottleneck ? before * n + 9 * n * n + n * after : 9 * before * n + 9 * n * n);
      before = after;
    }
  });
  return total + 1000 * before;
}
