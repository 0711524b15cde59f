/** ‖got − expected‖ / ‖expected‖; absolute where nothing but zeros is expected, NaN where values are missing. */
export function relativeError(got: ArrayLike<number>, expected: ArrayLike<number>): number {
  let difference = 0;
  let size = 0;
  for (let at = 0; at < expected.length; at++) {
    difference += ((got[at] ?? NaN) - (expected[at] ?? 0)) ** 2;
    size += (expected[at] ?? 0) ** 2;
  }
  return Math.sqrt(difference) / (size === 0 ? 1 : Math.sqrt(size));
}
