import { sameShape, type Shape } from "../core/shape.ts";
import { readSegments, type Segment } from "../charts/nets/architecture-rows.ts";
import { listBlocks } from "../models/find-blocks.ts";
import type { Architecture, BlockLabel } from "../models/graph.ts";
import { weightedDepths } from "../models/residual-additions.ts";
import { summarize } from "../models/summary.ts";

/** A stop on the way through a deep net: its stem, one of its units, or its head. */
export interface DeepStop {
  /** "Stem", "Unit 118", "Head". */
  readonly name: string;
  /** Units that have been passed, this one included. */
  readonly unit: number;
  /** Of a unit. */
  readonly label: BlockLabel | null;
  /** Weighted layers in it, counted along the trunk from the input: the first and the last; last < first where it has none. */
  readonly layers: readonly [first: number, last: number];
  /** Side of each of its kernels, along the trunk: 1, 3, 1. A dense layer has 1. */
  readonly kernels: readonly number[];
  readonly shape: Shape;
  /** Whether the last unit puts out a sum as it is, and not what a ReLU has made of it. */
  readonly isSum: boolean;
  /** Units up to here whose shortcut had to change the shape. */
  readonly changes: number;
  /** Of all that comes up to here, this stop included. */
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly segment: Segment;
}

export function listDeepStops(net: Architecture): DeepStop[] {
  const { nodes } = net;
  const rows = summarize(net);
  const depths = weightedDepths(nodes, "longest");
  const ends = new Map(listBlocks(net).map(({ label, output }, at) => [output, { label, unit: at + 1 }]));
  let isSum = false;
  let [from, parameters, multiplyAdds, layers, unit, changes] = [0, 0, 0, 0, 0, 0];
  return readSegments(net).map((segment, at) => {
    const last = segment.path.at(-1) ?? 0;
    for (const row of rows.slice(from, last + 1)) {
      parameters += row.parameters;
      multiplyAdds += row.multiplyAdds;
    }
    const end = ends.get(last);
    const input = nodes[nodes[segment.path[0] ?? 0]?.inputs[0] ?? 0]?.shape ?? [];
    const shape = nodes[last]?.shape ?? [];
    if (end !== undefined) isSum = nodes[last]?.op === "add";
    if (end !== undefined && !sameShape(input, shape)) changes += 1;
    const first = layers + 1;
    [from, layers, unit] = [last + 1, depths[last] ?? layers, end?.unit ?? unit];
    return {
      name: end !== undefined ? `Unit ${unit}` : at === 0 ? "Stem" : "Head",
      ...{ unit, parameters, multiplyAdds, segment, label: end?.label ?? null, layers: [first, layers] },
      kernels: segment.path.flatMap((each) => kernelOf(net, each)),
      ...{ shape, isSum, changes },
    };
  });
}

function kernelOf({ nodes }: Architecture, at: number): number[] {
  const node = nodes[at];
  if (node?.op === "conv") return [node.kernel];
  return node?.op === "dense" ? [1] : [];
}
