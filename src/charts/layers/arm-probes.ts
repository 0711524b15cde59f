import { geometricMean } from "../../core/statistics.ts";
import type { Arm } from "../runs/arms.ts";
import { groupBy } from "../../core/group-by.ts";

/** Gradient norms of one arm at one step. */
export interface ProbeCurve {
  readonly step: number;
  /** By seed, then by block; only norms that a logarithmic axis can show. */
  readonly seeds: readonly (readonly BlockNorm[])[];
  /** Geometric mean over the seeds. */
  readonly mean: readonly BlockNorm[];
}

export interface BlockNorm {
  /** 0: the first block's input; k: output of block k. */
  readonly block: number;
  readonly norm: number;
}

export interface ArmProbes {
  readonly arm: Arm;
  readonly probes: readonly ProbeCurve[];
}

/** Gradient probes by step, over the seeds. */
export function armProbes(arm: Arm): ArmProbes {
  const taken = arm.runs.flatMap(({ probes }) => probes.filter(({ gradientNorms }) => gradientNorms.length > 0));
  const steps = [...new Set(taken.map(({ step }) => step))].sort((a, b) => a - b);
  const probes = steps.map((step): ProbeCurve => {
    const measured = taken.filter((probe) => probe.step === step);
    const seeds = measured.map(({ gradientNorms: norms }) =>
      norms.map((norm, block) => ({ block, norm })).filter(({ norm }) => norm > 0 && Number.isFinite(norm)),
    );
    return { step, seeds, mean: meanOf(seeds) };
  });
  return { arm, probes };
}

/** Why there is nothing of an arm to draw: it was not probed, or has nothing of which this could be measured. */
export function describeMissing({ name, runs }: Arm, lacking: string): string {
  return runs.some(({ probes }) => probes.length > 0) ? `${name} has ${lacking}` : `${name} was not probed`;
}

function meanOf(seeds: ProbeCurve["seeds"]): BlockNorm[] {
  const byBlock = groupBy(seeds.flat(), ({ block }) => block);
  const means = [...byBlock].map(([block, norms]) => ({ block, norm: geometricMean(norms.map(({ norm }) => norm)) }));
  return means.sort((a, b) => a.block - b.block);
}

/** Shared by all panels, in whole powers of ten. */
export function normDomain(arms: readonly ArmProbes[]): [number, number] {
  const norms = arms.flatMap(({ probes }) => probes.flatMap(({ seeds }) => seeds.flat().map(({ norm }) => norm)));
  const powers = norms.map((norm) => Math.log10(norm));
  if (powers.length === 0) return [-1, 1];
  const [low, high] = [Math.floor(Math.min(...powers)), Math.ceil(Math.max(...powers))];
  return [low, Math.max(high, low + 1)];
}
