function backwardNorms(Ws, masks) {
  let gradient = masks.at(-1).map(() => 1);
  const norms = [Math.hypot(...gradient)];
  for (const W of [...Ws].reverse()) {
    gradient = W[0].map((_, below) => gradient.reduce((sum, value, above) => sum + value * W[above][below], 0));
    norms.unshift(Math.hypot(...gradient));
  }
  return norms;
}
