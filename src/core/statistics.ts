/** Sums over plain arrays, in double precision: squares of 10⁻²³ vanish in float32. */
export type Values = ArrayLike<number>;

/** ‖v‖₂ */
export function norm(values: Values): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += (values[at] as number) ** 2;
  return Math.sqrt(sum);
}

/** ‖a − b‖₂ */
export function distance(a: Values, b: Values): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += ((a[at] as number) - (b[at] as number)) ** 2;
  return Math.sqrt(sum);
}

export interface Moments {
  readonly mean: number;
  /** Standard deviation of the values at hand (divided by their count). */
  readonly deviation: number;
}

/** In two passes: a large mean must not swallow a small deviation. */
export function moments(values: Values): Moments {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at] as number;
  const mean = sum / values.length;
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += ((values[at] as number) - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

/** Share of the values of which something holds. */
export function shareOf(values: Values, holds: (value: number) => boolean): number {
  let count = 0;
  for (let at = 0; at < values.length; at++) if (holds(values[at] as number)) count++;
  return count / values.length;
}
