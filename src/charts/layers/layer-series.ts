import { geometricMean, mean } from "../../core/statistics.ts";
import { refuse } from "../../core/errors.ts";
import type { ProbeKind } from "../../training/contract/measurements.ts";
import type { GradientProbe, Training } from "../../training/contract/protocol.ts";
import { goesOn, type Arm } from "../runs/arms.ts";
import { groupBy } from "../../core/group-by.ts";

/** A value at one place of a net: a layer, a block. */
export interface LayerPoint {
  readonly at: number;
  readonly value: number;
}

/** One arm at one probed step, over its seeds. */
export interface LayerSeries {
  readonly step: number;
  readonly seeds: readonly (readonly LayerPoint[])[];
  readonly mean: readonly LayerPoint[];
}

export interface ArmLayers {
  readonly arm: Arm;
  readonly series: readonly LayerSeries[];
}

/** A list of a probe's numbers in the order of the net; undefined where the probe has not measured them. */
export type PickList = (probe: GradientProbe) => readonly (number | null)[] | undefined;

/**
 * What was measured of an arm, step by step, at the places `first`, `first` + 1, …; the mean over the seeds is the
 * geometric one for sizes that multiply from layer to layer.
 */
export function layerSeries(arm: Arm, pick: PickList, mean: "arithmetic" | "geometric", first = 1): ArmLayers {
  const probes = arm.runs.flatMap((run) => run.probes);
  const steps = [...new Set(probes.map(({ step }) => step))].sort((a, b) => a - b);
  const series = steps.flatMap((step): LayerSeries[] => {
    const lists = probes.filter((probe) => probe.step === step).flatMap((probe) => [pick(probe) ?? []]);
    const seeds = lists.map((list) => toPoints(list, first)).filter((points) => points.length > 0);
    return seeds.length === 0 ? [] : [{ step, seeds, mean: meanOf(seeds, mean) }];
  });
  return { arm, series };
}

/** For sentences, which would get too long with every step. */
export function firstAndLast(series: readonly LayerSeries[]): readonly LayerSeries[] {
  return series.filter((_, at) => at === 0 || at === series.length - 1);
}

/**
 * Refuses a training that was probed for other things, or has ended without a probe; one that was not probed yet may
 * still be.
 */
export function requireMeasured(
  where: string,
  { training, arms }: { readonly training: Training; readonly arms: readonly Arm[] },
  pick: PickList,
  probe: ProbeKind,
): void {
  const probes = arms.flatMap(({ runs }) => runs.flatMap((run) => run.probes));
  const lists = probes.map(pick).filter((list) => list !== undefined);
  if (lists.some((list) => list.length > 0)) return;
  if (probes.length > 0 && lists.length === 0) {
    throw refuse(where, `the training did not measure "${probe}"`, `Train it with probes: ["${probe}"].`);
  }
  if (goesOn(training)) return;
  if (probes.length === 0) {
    const kinds = probe === "gradient-norms" ? "" : ` and probes: ["${probe}"]`;
    const remedy = `Train it with probeAt: [0, ${training.steps}]${kinds}; the runs have to reach those steps.`;
    throw refuse(where, "the training has ended and was not probed", remedy);
  }
  const names = arms.map(({ name }) => `"${name}"`).join(", ");
  throw refuse(
    where,
    `${names} has nothing of which "${probe}" could be measured`,
    "Choose other arms, or another chart.",
  );
}

function toPoints(list: readonly (number | null)[], first: number): LayerPoint[] {
  return list.flatMap((value, at) => (value === null || !Number.isFinite(value) ? [] : [{ at: first + at, value }]));
}

function meanOf(seeds: readonly (readonly LayerPoint[])[], kind: "arithmetic" | "geometric"): LayerPoint[] {
  const byPlace = groupBy(seeds.flat(), ({ at }) => at);
  const means = [...byPlace].map(([at, points]) => ({
    at,
    value: averages[kind](points.map(({ value }) => value)),
  }));
  return means.sort((a, b) => a.at - b.at);
}

const averages = { arithmetic: mean, geometric: geometricMean };
