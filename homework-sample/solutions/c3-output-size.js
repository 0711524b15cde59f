function outputSize(size, { kernel, stride = 1, padding = 0 }) {
  let places = 0;
  for (let left = -padding; left + kernel <= size + padding; left += stride) places++;
  return places;
}
