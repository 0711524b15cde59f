import { finitePart, meanCurve, smoothTrailing } from "../../training/results/curves.ts";
import type { Metric } from "../../training/results/final-value.ts";
import type { Arm } from "./arms.ts";

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
    mean: samplePoints(meanCurve(smoothed), stride),
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

function samplePoints(values: readonly number[], stride: number): Point[] {
  const points: Point[] = [];
  for (let step = 0; step < values.length; step += stride) points.push({ step, value: values[step] ?? 0 });
  const last = values.length - 1;
  if (last > (points.at(-1)?.step ?? last)) points.push({ step: last, value: values[last] ?? 0 });
  return points;
}
