import { formatBlock } from "../../models/find-blocks.ts";
import type { Architecture } from "../../models/graph.ts";
import { dependenciesBehind, findAdditions, type ResidualAddition } from "../../models/residual-additions.ts";
import { edgeName, type Observation } from "../contract/session.ts";
import { finiteRatio, type Measuring } from "./activation-statistics.ts";
import { valuesOf, type Look } from "./look.ts";
import type { BranchStatistics } from "../contract/measurements.ts";
import { moments, type Values } from "../../core/statistics.ts";

/**
 * Compares the two terms of every residual addition, and the two ways on which ∂L/∂x comes back from it: through the
 * node with which the shortcut begins, and all the rest, through the branch.
 */
export function measureBranches(architecture: Architecture): Measuring<BranchStatistics> {
  const additions = findAdditions(architecture);
  const result = {
    blocks: additions.map(({ block, sum }) => (block === undefined ? nameAt(architecture, sum) : formatBlock(block))),
    ...{ branchDeviation: [] as number[], shortcutDeviation: [] as number[] },
    ...{ branchGradient: [] as (number | null)[], shortcutGradient: [] as (number | null)[] },
    cosine: [] as (number | null)[],
  };
  const looks = additions.map((addition): Look => {
    const { from, entry, shortcut, branches } = addition;
    const x = nameAt(architecture, from);
    const through = { from: x, to: nameAt(architecture, entry) };
    const isSplit = staysInBlock(architecture, addition);
    return {
      values: [...branches, shortcut].map((at) => nameAt(architecture, at)),
      ...(isSplit ? { gradients: [x], edges: [through] } : { gradients: [] }),
      read: (seen) => {
        result.branchDeviation.push(deviationOf(architecture, branches, seen));
        result.shortcutDeviation.push(deviationOf(architecture, [shortcut], seen));
        const parts = compareParts(valuesOf(seen.gradients, x), valuesOf(seen.edges, edgeName(through)));
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

/** The branch's part is the rest. Null where nobody looked. */
function compareParts(total: Values, shortcut: Values): GradientParts | null {
  if (shortcut.length === 0) return null;
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

function nameAt({ nodes }: Architecture, at: number): string {
  return nodes[at]?.name ?? "";
}
