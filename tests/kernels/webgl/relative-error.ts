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

/** The same for gradients of whole nets: where one vanishes in theory, what is left is rounding noise on both sides. */
export function gradientError(got: ArrayLike<number>, expected: ArrayLike<number>): number {
  const vanishes = Math.hypot(...Array.from(expected)) < 1e-10;
  return relativeError(got, vanishes ? new Float64Array(expected.length) : expected);
}
