import { mean } from "../../core/statistics.ts";
import type { Run } from "../../training/contract/protocol.ts";
import type { Arm } from "./arms.ts";
import type { Metric } from "../frame/theme.ts";

export interface Point {
  readonly step: number;
  readonly value: number;
}

/** An arm's lines, ready to draw. */
export interface ArmCurves {
  readonly arm: Arm;
  readonly seeds: readonly { readonly seed: number; readonly points: readonly Point[]; readonly diverged: boolean }[];
  /** Mean over the seeds, as far as every seed goes. */
  readonly mean: readonly Point[];
}

/** More points than this are not seen in a chart of the page's width. */
const pointsAtMost = 200;

/** Smooths and samples the arm's runs: cheap enough to be done ten times a second while a training lives. */
export function armCurves(
  arm: Arm,
  { metric, smooth }: { readonly metric: Metric; readonly smooth: number },
): ArmCurves {
  const smoothed = arm.runs.map((run) => smoothTrailing(finitePart(run[metric]), smooth));
  const stride = Math.max(1, Math.ceil(Math.max(0, ...smoothed.map(({ length }) => length)) / pointsAtMost));
  return {
    arm,
    seeds: arm.runs.map((run, at) => ({
      seed: run.seed,
      points: samplePoints(smoothed[at] ?? [], stride),
      diverged: run.status === "diverged",
    })),
    mean: samplePoints(meanOf(smoothed), stride),
  };
}

/** Where an arm's label stands: at the end of its mean, or of its longest seed where a seed broke off earlier. */
export function endOf({ mean, seeds }: ArmCurves): Point | undefined {
  const longest = seeds.map(({ points }) => points.at(-1)).sort((a, b) => (b?.step ?? -1) - (a?.step ?? -1))[0];
  const end = mean.at(-1);
  return end !== undefined && longest !== undefined && end.step >= longest.step - 1 ? end : longest;
}

/** Value at a step, or at the nearest drawn step before it. */
export function valueAt(points: readonly Point[], step: number): number | undefined {
  return points.findLast((point) => point.step <= step)?.value;
}

/** Mean of the last `window` values up to each one; of fewer at the start. */
export function smoothTrailing(values: readonly number[], window: number): number[] {
  let sum = 0;
  return values.map((value, at) => {
    sum += value;
    if (at >= window) sum -= values[at - window] ?? 0;
    return Math.max(0, sum) / Math.min(at + 1, window);
  });
}

/** Mean of the last `last` values of a run; a diverged run has no finite loss: Infinity, and an accuracy of 0. */
export function finalValue(run: Run, metric: Metric, last: number): number {
  if (run.status === "diverged") return metric === "loss" ? Infinity : 0;
  return mean(run[metric].slice(-last));
}

/** A diverged run may end in values that cannot be drawn; JSON stores those as null. */
function finitePart(values: readonly number[]): readonly number[] {
  const end = values.findIndex((value) => !Number.isFinite(value));
  return end < 0 ? values : values.slice(0, end);
}

function meanOf(curves: readonly (readonly number[])[]): number[] {
  const length = Math.min(...curves.map((curve) => curve.length));
  if (!Number.isFinite(length)) return [];
  return Array.from({ length }, (_, at) => mean(curves.map((curve) => curve[at] ?? 0)));
}

function samplePoints(values: readonly number[], stride: number): Point[] {
  const points: Point[] = [];
  for (let step = 0; step < values.length; step += stride) points.push({ step, value: values[step] ?? 0 });
  const last = values.length - 1;
  if (last > (points.at(-1)?.step ?? last)) points.push({ step: last, value: values[last] ?? 0 });
  return points;
}
