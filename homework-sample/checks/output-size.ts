/** The settings of the calls in assignment.yaml, in their order: size, kernel, stride, padding. */
const settings: readonly (readonly [number, number, number, number])[] = [
  [17, 5, 3, 2],
  [64, 7, 4, 1],
  [9, 2, 1, 0],
  [31, 4, 2, 0],
];

/** Counts the places of each setting by laying the kernel onto the padded row. */
export default function judgeOutputSizes(observations: readonly unknown[]): boolean | string {
  for (const [at, [size, kernel, stride, padding]] of settings.entries()) {
    let places = 0;
    for (let left = 0; left + kernel <= size + 2 * padding; left += stride) places++;
    if (observations[at] !== places)
      return `setting ${at + 1} has ${places} places, not ${JSON.stringify(observations[at])}`;
  }
  return true;
}
