import { mean } from "../../core/statistics.ts";

/** Mean of the last `window` values up to each one; of fewer at the start. */
export function smoothTrailing(values: readonly number[], window: number): number[] {
  let sum = 0;
  return values.map((value, at) => {
    sum += value;
    if (at >= window) sum -= values[at - window] ?? 0;
    return Math.max(0, sum) / Math.min(at + 1, window);
  });
}

/** Step by step, as far as every curve goes. */
export function meanCurve(curves: readonly (readonly number[])[]): number[] {
  const length = Math.min(...curves.map((curve) => curve.length));
  if (!Number.isFinite(length)) return [];
  return Array.from({ length }, (_, at) => mean(curves.map((curve) => curve[at] ?? 0)));
}

/** A diverged run may end in values that are no numbers; JSON stores those as null. */
export function finitePart(values: readonly number[]): readonly number[] {
  const end = values.findIndex((value) => !Number.isFinite(value));
  return end < 0 ? values : values.slice(0, end);
}
