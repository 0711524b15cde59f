/**
 * Arithmetic over plain or typed arrays, in double precision: squares of 10⁻²³ vanish in float32. Everything is added up
 * from the first value to the last, and stays so: recorded numbers hang on it to the last bit.
 */
export type Values = ArrayLike<number>;

export function sum(values: Values): number {
  let total = 0;
  for (let at = 0; at < values.length; at++) total += values[at] as number;
  return total;
}

/** Of what each item counts for. */
export function sumOf<Item>(items: readonly Item[], countOf: (item: Item) => number): number {
  let total = 0;
  for (const item of items) total += countOf(item);
  return total;
}

/** NaN of nothing. */
export function mean(values: Values): number {
  return sum(values) / values.length;
}

/** exp of the mean logarithm: for what is compared by factors. NaN of nothing. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(mean(values.map((value) => Math.log(value))));
}

/** Middle value; of two the mean. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? NaN;
  const lower = sorted[(sorted.length - 1) >> 1] ?? NaN;
  return (lower + upper) / 2;
}

/** ‖v‖₂ */
export function norm(values: Values): number {
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += (values[at] as number) ** 2;
  return Math.sqrt(squares);
}

/** ‖a − b‖₂ */
export function distance(a: Values, b: Values): number {
  let squares = 0;
  for (let at = 0; at < a.length; at++) squares += ((a[at] as number) - (b[at] as number)) ** 2;
  return Math.sqrt(squares);
}

export interface Moments {
  readonly mean: number;
  /** Standard deviation of the values at hand (divided by their count). */
  readonly deviation: number;
}

/** In two passes: a large mean must not swallow a small deviation. NaN of nothing. */
export function moments(values: Values): Moments {
  const middle = mean(values);
  return { mean: middle, deviation: Math.sqrt(squaresAround(middle, values) / values.length) };
}

function squaresAround(middle: number, values: Values): number {
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += ((values[at] as number) - middle) ** 2;
  return squares;
}

/** Standard deviation of what the values are a sample of (divided by their count less one). NaN of fewer than two. */
export function sampleDeviation(values: Values): number {
  return values.length < 2 ? NaN : Math.sqrt(squaresAround(mean(values), values) / (values.length - 1));
}

/** Share of the values of which something holds. */
export function shareOf(values: Values, holds: (value: number) => boolean): number {
  let count = 0;
  for (let at = 0; at < values.length; at++) if (holds(values[at] as number)) count++;
  return count / values.length;
}
