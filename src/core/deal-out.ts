/**
 * Deals items out to hands so that all come to their ends at about the same time: the dearest first, each to whoever has
 * least to do.
 * @param costOf what an item takes, in any unit
 * @returns what each hand has, the dearest first; nothing, where there are fewer items than hands
 */
export function dealOut<T>(items: readonly T[], costOf: (item: T) => number, hands: number): readonly (readonly T[])[] {
  const dealt = Array.from({ length: hands }, () => ({ cost: 0, items: [] as T[] }));
  const priced = items.map((item) => ({ item, cost: costOf(item) })).sort((a, b) => b.cost - a.cost);
  for (const { item, cost } of priced) {
    const hand = dealt.reduce((least, each) => (each.cost < least.cost ? each : least));
    hand.cost += cost;
    hand.items.push(item);
  }
  return dealt.map((hand) => hand.items);
}
