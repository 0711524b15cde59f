function projectionBlock(x) {
  const squeezed = relu(conv(x, { filters: 64, kernelSize: 1, bias: false }));
  const worked = relu(conv(squeezed, { filters: 64, bias: false }));
  const widened = relu(conv(worked, { filters: 256, kernelSize: 1, bias: false }));
  return add(widened, conv(x, { filters: 256, kernelSize: 1, bias: false }));
}
