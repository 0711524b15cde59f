function optionA(x) {
  const kept = x.map((map) =>
    map
      .filter((_, r) => r % 2 === 0)
      .map((row, r) =>
        row
          .filter((_, k) => k % 2 === 0)
          .map(
            (_, k) =>
              (map[2 * r][2 * k] +
                (map[2 * r][2 * k + 1] ?? 0) +
                (map[2 * r + 1]?.[2 * k] ?? 0) +
                (map[2 * r + 1]?.[2 * k + 1] ?? 0)) /
              4,
          ),
      ),
  );
  return [...kept, ...kept.map((map) => map.map((row) => row.map(() => 0)))];
}
