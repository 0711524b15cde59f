function backwardNorms(Ws, masks) {
  const top = masks.at(-1);
  const W = Ws.at(-1);
  const below = W[0].map((_, j) => top.reduce((sum, mask, i) => sum + mask * W[i][j], 0));
  return [...new Array(Ws.length).fill(Math.hypot(...below)), Math.sqrt(top.length)];
}
