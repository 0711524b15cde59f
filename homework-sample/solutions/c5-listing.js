function myNet() {
  const block = (x, filters, stride, first = false) => {
    const a = first ? x : relu(batchNorm(x));
    const F = conv(relu(batchNorm(conv(a, { filters, stride }))), { filters });
    return add(F, stride === 1 ? x : subsamplePad(x, { stride, channels: filters }));
  };
  let x = relu(batchNorm(conv(input([16, 16, 3]), { filters: 8 })));
  x = block(x, 8, 1, true);
  x = block(x, 16, 2);
  x = block(x, 32, 2);
  return architecture(dense(globalAveragePool(relu(batchNorm(x))), { units: 10 }));
}
