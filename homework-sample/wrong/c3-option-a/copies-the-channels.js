function optionA(x) {
  const kept = x.map((map) => map.filter((_, r) => r % 2 === 0).map((row) => row.filter((_, k) => k % 2 === 0)));
  return [...kept, ...kept];
}
