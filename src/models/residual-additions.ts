import type { Architecture, BlockLabel, GraphNode } from "./graph.ts";

/** A sum at which a shortcut meets its residual branch. All numbers are places in the list of nodes. */
export interface ResidualAddition {
  /** The sum itself. */
  readonly sum: number;
  /** What the block starts from: the papers' x_l. */
  readonly from: number;
  /** The term of the sum that comes by the shortcut; `from` itself where the shortcut is the identity. */
  readonly shortcut: number;
  /** The node with which the shortcut begins, the sum itself where it is the identity. */
  readonly entry: number;
  /** The terms that come through the branch. */
  readonly branches: readonly number[];
  /** The block that it belongs to, where blocks are labelled. */
  readonly block?: BlockLabel;
}

/**
 * Finds the residual additions of a net, first to last. The shortcut is the term that can be reached through the
 * fewest weighted layers; a sum of terms with equally many, as that of ResNeXt's paths, is none.
 */
export function findAdditions({ nodes }: Architecture): ResidualAddition[] {
  const depths = weightedDepths(nodes, "shortest");
  return nodes.flatMap(({ op }, at) => {
    const addition = op === "add" ? readAddition(nodes, at, depths) : null;
    return addition === null ? [] : [addition];
  });
}

function readAddition(nodes: readonly GraphNode[], sum: number, depths: readonly number[]): ResidualAddition | null {
  const terms = nodes[sum]?.inputs ?? [];
  const [shortcut = -1, next = -1] = [...terms].sort((a, b) => (depths[a] ?? 0) - (depths[b] ?? 0));
  if (depths[shortcut] === depths[next]) return null;
  const branches = terms.filter((term) => term !== shortcut);
  let from = shortcut;
  let entry = sum;
  while (!dependOn(nodes, branches, from)) {
    const inputs = nodes[from]?.inputs ?? [];
    if (inputs.length === 0) return null;
    entry = from;
    // A gate's value is computed from x by a layer; what it lets through comes from x itself
    from = inputs.reduce((least, at) => ((depths[at] ?? 0) < (depths[least] ?? 0) ? at : least));
  }
  const block = nodes.slice(sum).find((node) => node.block !== undefined)?.block;
  return { sum, from, shortcut, entry, branches, ...(block === undefined ? {} : { block }) };
}

/** Convolutions and dense layers on the longest or the shortest way to each node. */
export function weightedDepths(nodes: readonly GraphNode[], way: "longest" | "shortest"): number[] {
  const choose = way === "longest" ? Math.max : Math.min;
  const depths: number[] = [];
  for (const { op, inputs } of nodes) {
    const before = inputs.length === 0 ? 0 : choose(...inputs.map((at) => depths[at] ?? 0));
    depths.push(before + (op === "conv" || op === "dense" ? 1 : 0));
  }
  return depths;
}

/** The nodes that `starts` depend on, themselves included, as far as they stand behind `after` in the list. */
export function dependenciesBehind(nodes: readonly GraphNode[], starts: readonly number[], after: number): Set<number> {
  const found = new Set<number>();
  const stack = [...starts];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at <= after || found.has(at)) continue;
    found.add(at);
    stack.push(...(nodes[at]?.inputs ?? []));
  }
  return found;
}

function dependOn(nodes: readonly GraphNode[], starts: readonly number[], at: number): boolean {
  if (starts.includes(at)) return true;
  return [...dependenciesBehind(nodes, starts, at)].some((each) => nodes[each]?.inputs.includes(at) === true);
}
