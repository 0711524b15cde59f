import { sumOf } from "../core/statistics.ts";
import { buildDesign, depthOfDesign, designCode, type Design } from "../models/design.ts";
import { presetOf } from "../models/design-presets.ts";
import type { Architecture } from "../models/graph.ts";
import { summarizeStages, totalsOf, type Counts, type StageSummary } from "../models/summary.ts";

/** What `designNet` has as its value: an architecture, and how it was designed. */
export interface DesignedNet extends Architecture {
  readonly design: Design;
  /** The net as a function in a cell's language. */
  readonly code: string;
  /** Where there is a budget to be hit. */
  readonly goal: GoalState | null;
}

/** A budget of multiply-adds, to be hit with a given kind of block. */
export interface Goal {
  readonly macs: number;
  /** Share of `macs` by which the net may cost more or less. */
  readonly within: number;
  readonly block: Design["block"] | undefined;
}

export interface GoalState extends Goal {
  /** What the net costs, as a multiple of the budget. */
  readonly share: number;
  readonly met: boolean;
}

/** A part of the net as the table shows it. */
export interface DesignedPart extends StageSummary {
  /** Bytes of a training step. */
  readonly memory: number;
}

/** The designed net with its counts. */
export interface Designed {
  readonly net: DesignedNet;
  readonly parts: readonly DesignedPart[];
  readonly totals: Counts & { readonly memory: number };
}

/** @throws CourseError where such a net cannot be built */
export function readDesign(design: Design, batch: number, goal: Goal | null): Designed {
  const name = presetOf(design) ?? `designed-${depthOfDesign(design)}`;
  const net = buildDesign(design, name);
  const parts = summarizeStages(net).map((part) => ({ ...part, memory: memoryOf(part, batch) }));
  const totals = totalsOf(net);
  const state = goal === null ? null : judge(goal, design, totals.multiplyAdds);
  return {
    net: { ...net, design, code: designCode(design, name), goal: state },
    parts,
    totals: { ...totals, memory: sumOf(parts, ({ memory }) => memory) },
  };
}

/** Four bytes a number: each activation of each example, and each parameter with its gradient and its momentum. */
function memoryOf({ activations, parameters }: Counts, batch: number): number {
  return 4 * (batch * activations + 3 * parameters);
}

function judge(goal: Goal, { block }: Design, multiplyAdds: number): GoalState {
  const share = multiplyAdds / goal.macs;
  const isRightBlock = goal.block === undefined || goal.block === block;
  return { ...goal, share, met: isRightBlock && Math.abs(share - 1) <= goal.within };
}
