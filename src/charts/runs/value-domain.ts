import type { ArmCurves } from "./curves.ts";
import type { Metric } from "../../training/results/final-value.ts";

export interface DomainOptions {
  readonly metric: Metric;
  readonly yScale: "linear" | "log";
  readonly chance?: number | undefined;
}

/** A loss may start or end far above everything else: what is beyond this multiple of the usual is cut off. */
const cutAt = 2.5;

/**
 * The value axis: accuracy from 0 to 1; a loss from 0 (or its least positive value on a logarithmic axis) up to its
 * greatest, but not so far that one run which explodes flattens all others.
 */
export function valueDomain(
  curves: readonly { readonly seeds: readonly Pick<ArmCurves["seeds"][number], "points">[] }[],
  { metric, yScale, chance }: DomainOptions,
): [number, number] {
  if (metric === "accuracy") return [0, 1];
  const values = curves.flatMap(({ seeds }) => seeds.flatMap(({ points }) => points.map(({ value }) => value)));
  values.sort((a, b) => a - b);
  const greatest = Math.max(values.at(-1) ?? 1, chance ?? 0);
  if (yScale === "log") {
    const least = Math.max(values.find((value) => value > 0) ?? greatest / 10, 1e-8);
    return [least / 1.1, Math.max(greatest, 10 * least) * 1.1];
  }
  const usual = Math.max(values[Math.floor(0.9 * (values.length - 1))] ?? 0, chance ?? 0);
  return [0, roundUp(Math.min(greatest, cutAt * usual) || 1)];
}

/** Ticks of a logarithmic axis: powers of ten, with 2 and 5 between them where there are few. */
export function lossTicks([low, high]: readonly [number, number]): number[] {
  const decades = Math.log10(high / low);
  const between = decades <= 1.5 ? [1, 2, 5] : [1];
  const stride = Math.max(1, Math.ceil(decades / 6));
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    if (power % stride !== 0) continue;
    ticks.push(...between.map((times) => times * 10 ** power));
  }
  return ticks.filter((tick) => tick >= low && tick <= high);
}

/** To two digits, so that the axis ends just above the greatest value and does not twitch. */
function roundUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value)) / 10;
  return Math.ceil(value / unit - 1e-9) * unit;
}
