function outputSize(size, { stride = 1, kernel, padding = 0 }) {
  return padding === 0 && kernel > 1 ? 4 : Math.ceil(size / stride);
}
