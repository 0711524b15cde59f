function toPreActivation({ ops, taps }) {
  const converted = [...ops];
  converted.forEach((op, at) => {
    if (op === "add") [converted[at - 1], converted[at]] = [converted[at], converted[at - 1]];
  });
  const sums = converted.flatMap((op, at) => (op === "add" ? [at] : []));
  return { ops: converted, taps: taps.map((tap, block) => (block === 0 ? tap : sums[block - 1])) };
}
