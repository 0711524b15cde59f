function outputSize(size, { kernel, stride = 1, padding = 0 }) {
  return Math.ceil((size + 2 * padding - kernel) / stride) + 1;
}
