import { refuse } from "../core/errors.ts";
import type { Architecture, GraphNode } from "./graph.ts";
import { weightedDepths } from "./residual-additions.ts";

/** Convolutions and dense layers on the longest path, so that projections beside the trunk do not count. */
export function depthOf(nodes: readonly GraphNode[]): number {
  return weightedDepths(nodes, "longest").at(-1) ?? 0;
}

/**
 * A net is called by its depth, so that has to be what was built.
 * @throws CourseError if blocks have more or fewer weighted layers than was said
 */
export function requireDepth(
  where: string,
  { nodes }: Architecture,
  {
    depth,
    blocks,
    layersPerBlock,
  }: { readonly depth: number; readonly blocks: number; readonly layersPerBlock: number },
): void {
  const built = depthOf(nodes);
  if (built === depth) return;
  const each = (built - 2) / blocks;
  const remedy =
    Number.isInteger(each) && each > 0
      ? `Each block has ${each}: write layersPerBlock: ${each}, with depth: ${built}.`
      : `Give every block ${layersPerBlock}, on its longest path.`;
  throw refuse(where, `depth is ${depth}, but what was built has ${built} weighted layers`, remedy);
}
