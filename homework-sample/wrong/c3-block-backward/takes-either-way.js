const multiply = (W, x) => W.map((row) => row.reduce((sum, w, i) => sum + w * x[i], 0));
const back = (W, g) => W[0].map((_, i) => W.reduce((sum, row, o) => sum + row[i] * g[o], 0));
function block({ W1, W2 }, x) {
  const F = multiply(
    W2,
    multiply(W1, x).map((z) => Math.max(0, z)),
  );
  return x.map((value, i) => value + F[i]);
}
function blockBackward({ W1, W2 }, x, g) {
  const z = multiply(W1, x);
  const h = z.map((each) => Math.max(each, 0));
  const delta = back(W2, g).map((value, i) => (z[i] > 0 ? value : 0));
  return {
    W1: delta.map((value) => x.map((each) => value * each)),
    W2: g.map((value) => h.map((each) => value * each)),
    x: back(W1, delta),
  };
}
