function toPreActivation({ ops, taps }) {
  const converted = [...ops];
  converted.forEach((op, at) => {
    if (op === "add") [converted[at - 1], converted[at]] = [converted[at], converted[at - 1]];
  });
  return { ops: converted, taps };
}
