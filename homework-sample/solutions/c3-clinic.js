const block = (x, filters, stride = 1) => batchNorm(conv(relu(batchNorm(conv(x, { filters, stride }))), { filters }));
const wider = (x) => relu(add(block(x, 128), batchNorm(conv(x, { filters: 128, kernelSize: 1 }))));
const halving = (x) => relu(add(block(x, 128, 2), batchNorm(conv(x, { filters: 128, kernelSize: 1, stride: 2 }))));
const unpadded = (x) => relu(add(block(x, 64), x));
const twice = (x) => relu(add(block(x, 128, 2), batchNorm(conv(x, { filters: 128, kernelSize: 1, stride: 2 }))));
const stage = (x) => {
  for (let block = 0; block < 3; block++)
    x = basicBlock(x, { filters: 128, stride: block === 0 ? 2 : 1, shortcut: "B" });
  return x;
};
const head = (x) => dense(globalAveragePool(x), { units: 1000 });
