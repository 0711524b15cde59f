/**
 * Moves labels apart along one axis so that neighbours are at least `gap` apart and all lie in `low` … `high`, with
 * the least sum of squared moves (pool adjacent violators). Order is kept. Where there is no room for all of them, the
 * gap shrinks until they fit.
 * @param wanted where each label would sit if it were alone
 * @returns places, in the order of `wanted`
 */
export function dodge(
  wanted: readonly number[],
  { gap, low, high }: { readonly gap: number; readonly low: number; readonly high: number },
): number[] {
  const space = Math.min(gap, wanted.length > 1 ? (high - low) / (wanted.length - 1) : gap);
  const order = wanted.map((_, at) => at).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  // Without the gaps, "at least a gap apart" becomes "not decreasing": an isotonic regression.
  const placed = fitNotDecreasing(order.map((label, rank) => (wanted[label] ?? 0) - rank * space));
  const room = high - space * (wanted.length - 1);
  const result = new Array<number>(wanted.length);
  order.forEach((label, rank) => {
    result[label] = Math.min(room, Math.max(low, placed[rank] ?? 0)) + rank * space;
  });
  return result;
}

function fitNotDecreasing(values: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const value of values) {
    let pool = { sum: value, count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count));
}
