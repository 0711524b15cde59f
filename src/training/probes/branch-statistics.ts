import { sizeOf } from "../../core/shape.ts";
import { formatBlock } from "../../models/find-blocks.ts";
import type { Architecture, GraphNode } from "../../models/graph.ts";
import { dependenciesBehind, findAdditions, type ResidualAddition } from "../../models/residual-additions.ts";
import type { Parameters } from "../contract/parameters.ts";
import type { Observation } from "../contract/session.ts";
import { finiteRatio, type Measuring } from "./activation-statistics.ts";
import { valuesOf, type Look } from "./look.ts";
import type { BranchStatistics } from "../contract/measurements.ts";
import { inputGradient } from "./shortcut-gradient.ts";
import { moments, type Values } from "../../core/statistics.ts";

export interface BranchSettings {
  /** Kernels, for shortcuts that have one. */
  readonly parameters: Parameters;
  /** Of the run, and of the update that follows: they decide what dropout drops. */
  readonly seed: number;
  readonly step: number;
}

/**
 * Compares the two terms of every residual addition, and the two ways on which ∂L/∂x comes back from it. What comes
 * through the shortcut is computed from the gradient behind its first node; the branch's part is the rest of ∂L/∂x.
 */
export function measureBranches(architecture: Architecture, settings: BranchSettings): Measuring<BranchStatistics> {
  const additions = findAdditions(architecture);
  const result = {
    blocks: additions.map(({ block, sum }) => (block === undefined ? nameAt(architecture, sum) : formatBlock(block))),
    ...{ branchDeviation: [] as number[], shortcutDeviation: [] as number[] },
    ...{ branchGradient: [] as (number | null)[], shortcutGradient: [] as (number | null)[] },
    cosine: [] as (number | null)[],
  };
  const looks = additions.map((addition): Look => {
    const { from, entry, shortcut, branches } = addition;
    const [entryName, name] = [nameAt(architecture, entry), nameAt(architecture, from)];
    const gates = otherInputs(architecture.nodes[entry], from).map((at) => nameAt(architecture, at));
    return {
      values: [...[...branches, shortcut].map((at) => nameAt(architecture, at)), entryName, ...gates],
      gradients: [name, entryName],
      read: (seen) => {
        result.branchDeviation.push(deviationOf(architecture, branches, seen));
        result.shortcutDeviation.push(deviationOf(architecture, [shortcut], seen));
        const parts = splitGradient(architecture, addition, seen, settings);
        result.branchGradient.push(parts?.branch ?? null);
        result.shortcutGradient.push(parts?.shortcut ?? null);
        result.cosine.push(parts?.cosine ?? null);
      },
    };
  });
  return { looks, result };
}

/** ‖·‖₂ of both parts of a gradient, and the cosine of the angle between them. */
interface GradientParts {
  readonly branch: number;
  readonly shortcut: number;
  readonly cosine: number | null;
}

/** The two parts of ∂L/∂x, or null where they cannot be told apart. */
function splitGradient(
  architecture: Architecture,
  addition: ResidualAddition,
  seen: Observation,
  { parameters, seed, step }: BranchSettings,
): GradientParts | null {
  const { nodes } = architecture;
  const { from, entry } = addition;
  const [node, x] = [nodes[entry], nodes[from]];
  if (node === undefined || x === undefined || !staysInBlock(architecture, addition)) return null;
  const total = valuesOf(seen.gradients, x.name);
  const dy = valuesOf(seen.gradients, node.name);
  const shortcut = inputGradient(node, {
    dy,
    count: dy.length / sizeOf(node.shape),
    inputShape: x.shape,
    output: valuesOf(seen.values, node.name),
    factor: valuesOf(seen.values, nameAt(architecture, otherInputs(node, from)[0] ?? -1)),
    kernel: valuesOf(parameters, `${node.name}/kernel`),
    drop: { seed, node: entry, step },
  });
  if (shortcut === null || total.length !== shortcut.length) return null;
  return compareParts(total, shortcut);
}

/** The branch's part is the rest. */
function compareParts(total: Values, shortcut: Values): GradientParts {
  let [ofBranch, ofShortcut, both] = [0, 0, 0];
  for (let at = 0; at < total.length; at++) {
    const s = shortcut[at] as number;
    const f = (total[at] as number) - s;
    ofBranch += f * f;
    ofShortcut += s * s;
    both += f * s;
  }
  const [branch, through] = [Math.sqrt(ofBranch), Math.sqrt(ofShortcut)];
  return { branch, shortcut: through, cosine: finiteRatio(both, branch * through) };
}

/** Nothing but the block uses x, and of the block's nodes only the sum is used outside. */
function staysInBlock({ nodes }: Architecture, { from, sum }: ResidualAddition): boolean {
  const inside = dependenciesBehind(nodes, [sum], from);
  const leaks = (at: number): boolean => at === from || (at !== sum && inside.has(at));
  return nodes.every(({ inputs }, at) => inside.has(at) || !inputs.some(leaks));
}

function deviationOf(architecture: Architecture, terms: readonly number[], seen: Observation): number {
  const [first, ...others] = terms.map((at) => valuesOf(seen.values, nameAt(architecture, at)));
  if (first === undefined || others.length === 0) return moments(first ?? []).deviation;
  const sums = Float32Array.from(first);
  for (const term of others)
    for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) + (term[at] as number);
  return moments(sums).deviation;
}

/** A node's inputs besides one: what a product is multiplied by. */
function otherInputs(node: GraphNode | undefined, from: number): number[] {
  return node?.op === "multiply" ? node.inputs.filter((at) => at !== from) : [];
}

function nameAt({ nodes }: Architecture, at: number): string {
  return nodes[at]?.name ?? "";
}
