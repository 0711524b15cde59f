function myNet() {
  const block = (x, filters, stride) => {
    const F = conv(relu(batchNorm(conv(x, { filters, stride }))), { filters });
    return relu(batchNorm(add(F, stride === 1 ? x : subsamplePad(x, { stride, channels: filters }))));
  };
  let x = relu(batchNorm(conv(input([16, 16, 3]), { filters: 8 })));
  x = block(x, 8, 1);
  x = block(x, 16, 2);
  x = block(x, 32, 2);
  return architecture(dense(globalAveragePool(x), { units: 10 }));
}
