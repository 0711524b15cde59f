import { groupArms, type Arm } from "../../charts/runs/arms.ts";
import { armCurves, endOf, type ArmCurves, type Point } from "../../charts/runs/curves.ts";
import { dodge } from "../../charts/frame/dodge.ts";
import type { Training } from "../../training/contract/protocol.ts";

/** Drawing area of a panel, in the units of its viewBox; they are pixels on the narrowest screens. */
export const panel = { width: 352, height: 264, left: 30, right: 68, top: 30, bottom: 38 } as const;

export interface PanelLine {
  readonly arm: Arm;
  /** SVG paths: one per seed, thin, and their mean. */
  readonly seeds: readonly string[];
  readonly mean: string;
  /** The last value of the mean, and where its label stands. */
  readonly end: number;
  readonly labelY: number;
}

/** Each point is the mean over so many steps. */
const smooth = 10;

/** The highest mean loss in some trainings: what the upper edge of panels that share an axis must reach. */
export function highestLoss(trainings: readonly Training[]): number {
  const means = trainings.flatMap((training) => curvesOf(training).flatMap(({ mean }) => mean));
  return Math.max(...means.map(({ value }) => value));
}

/**
 * A training's loss curves as static SVG paths, for a page that is complete without scripts.
 * @param top the loss at the upper edge
 */
export function drawLossPanel(training: Training, top: number): PanelLine[] {
  const curves = curvesOf(training);
  const toPath = (points: readonly Point[]) =>
    points
      .map(({ step, value }, at) => `${at ? "L" : "M"}${panelX(step, training.steps)} ${panelY(value, top)}`)
      .join("");
  const ends = curves.map((curve) => endOf(curve)?.value ?? 0);
  const wanted = ends.map((end) => panelY(end, top));
  const labelYs = dodge(wanted, { gap: 16, low: panel.top, high: panel.height - panel.bottom });
  return curves.map(({ arm, seeds, mean }, at) => ({
    arm,
    seeds: seeds.map(({ points }) => toPath(points)),
    mean: toPath(mean),
    end: ends[at] ?? 0,
    labelY: labelYs[at] ?? 0,
  }));
}

function curvesOf(training: Training): ArmCurves[] {
  return groupArms("front page", training).map((arm) => armCurves(arm, { metric: "loss", smooth }));
}

export function panelX(step: number, steps: number): number {
  return round(panel.left + ((panel.width - panel.left - panel.right) * step) / steps);
}

export function panelY(loss: number, top: number): number {
  const height = panel.height - panel.top - panel.bottom;
  return round(panel.top + height * (1 - Math.min(loss, top) / top));
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
