function backwardNorms(Ws, masks) {
  let arriving = new Array(masks[masks.length - 1].length).fill(1);
  const lengths = [Math.hypot(...arriving)];
  for (let layer = Ws.length; layer-- > 0;) {
    const passed = arriving.map((each, unit) => (masks[layer][unit] === 1 ? each : 0));
    const next = new Array(Ws[layer][0].length).fill(0);
    passed.forEach((each, unit) => Ws[layer][unit].forEach((weight, below) => (next[below] += each * weight)));
    arriving = next;
    lengths.unshift(Math.hypot(...arriving));
  }
  return lengths;
}
