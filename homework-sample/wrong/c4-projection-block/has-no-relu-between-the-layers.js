function projectionBlock(x) {
  const squeezed = conv(x, { filters: 64, kernelSize: 1, bias: false });
  const worked = conv(squeezed, { filters: 64, bias: false });
  const widened = conv(worked, { filters: 256, kernelSize: 1, bias: false });
  return relu(add(widened, conv(x, { filters: 256, kernelSize: 1, bias: false })));
}
