const multiply = (W, x) => W.map((row) => row.reduce((sum, w, i) => sum + w * x[i], 0));
const back = (W, g) => W[0].map((_, i) => W.reduce((sum, row, o) => sum + row[i] * g[o], 0));

function block({ W1, W2 }, x) {
  const F = multiply(W2, multiply(W1, x));
  return x.map((value, i) => value + F[i]);
}

function blockBackward({ W1, W2 }, x, g) {
  const h = multiply(W1, x);
  const delta = back(W2, g);
  const throughBranch = back(W1, delta);
  return {
    W1: delta.map((value) => x.map((each) => value * each)),
    W2: g.map((value) => h.map((each) => value * each)),
    x: g.map((value, i) => value + throughBranch[i]),
  };
}
