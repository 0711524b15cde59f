import { median } from "../../src/core/statistics.ts";

/** A quantity over the rounds. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Null where some round does not know it. */
export function spreadOf(values: readonly (number | null)[]): Spread | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0 || known.length < values.length) return null;
  return { median: median(known), least: Math.min(...known), most: Math.max(...known) };
}

/** One engine's losses of the first steps. */
export interface Losses<Name extends string = string> {
  readonly engine: Name;
  readonly losses: readonly number[];
}

export interface Agreement<Name extends string = string> {
  /** With whom the others are compared. */
  readonly reference: Name;
  readonly losses: readonly number[];
  /** Largest relative deviation from the reference's losses; infinite where one is no number. */
  readonly deviations: readonly { readonly engine: Name; readonly deviation: number }[];
  readonly tolerance: number;
  readonly agree: boolean;
}

/**
 * Whether all engines do the same work: their losses follow each other through the first steps. The first depends on
 * the forward pass, the second on gradients, learning rate and weight decay, the third on the momentum too.
 * @param all the first is the reference
 * @returns null where there is nobody to compare with
 */
export function compareLosses<Name extends string>(
  all: readonly Losses<Name>[],
  tolerance: number,
): Agreement<Name> | null {
  const [reference, ...others] = all;
  if (reference === undefined || others.length === 0) return null;
  const deviations = others.map(({ engine, losses }) => ({
    engine,
    deviation: Math.max(...reference.losses.map((expected, step) => relativeDeviation(losses[step], expected))),
  }));
  const agree = deviations.every(({ deviation }) => deviation <= tolerance);
  return { reference: reference.engine, losses: reference.losses, deviations, tolerance, agree };
}

function relativeDeviation(got: number | undefined, expected: number): number {
  const deviation = Math.abs((got ?? NaN) - expected) / Math.max(Math.abs(expected), 1e-12);
  return Number.isNaN(deviation) ? Infinity : deviation;
}
