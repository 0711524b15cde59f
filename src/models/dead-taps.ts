import { declare, parameter } from "../core/declare.ts";
import { sumOf } from "../core/statistics.ts";
import type { Architecture, GraphNode } from "./graph.ts";
import { architectureKind } from "./kinds.ts";

/** Taps of one convolution's kernel that fall on padding wherever the kernel is placed. */
export interface DeadTaps {
  /** Of the convolution. */
  readonly name: string;
  /** Side of its input, the larger of height and width, in pixels. */
  readonly inputSide: number;
  /** Taps of its kernel, k². */
  readonly taps: number;
  readonly deadTaps: number;
  /** Its weights on dead taps: multiplied by zeros always, so that their gradient is exactly zero. */
  readonly deadParameters: number;
}

export const findDeadTaps = declare(
  {
    name: "findDeadTaps",
    help: "Looks for weights that no input reaches: on a map of 1 × 1, a padded 3 × 3 kernel sees its centre alone.",
    parameters: [parameter("architecture", architectureKind)],
    returns: ["DeadTaps[]", "one entry for each convolution with dead taps, in graph order"],
    example: "findDeadTaps(listedResNet34())",
  },
  tapsOf,
);

function tapsOf({ nodes }: Architecture): DeadTaps[] {
  return nodes.flatMap((node) => {
    const [height = 0, width = 0, channels = 0] = nodes[node.inputs[0] ?? -1]?.shape ?? [];
    if (node.op !== "conv") return [];
    const taps = node.kernel ** 2;
    const deadTaps = taps - countLive(node, height, 0) * countLive(node, width, 1);
    if (deadTaps === 0) return [];
    const deadParameters = (deadTaps * channels * node.filters) / node.groups;
    return [{ name: node.name, inputSide: Math.max(height, width), taps, deadTaps, deadParameters }];
  });
}

export const countDeadParameters = declare(
  {
    name: "countDeadParameters",
    help: "Weights on dead taps, in the whole net: multiplied by zeros always, so that their gradient is exactly zero.",
    parameters: [parameter("architecture", architectureKind)],
    returns: ["number"],
    example: "countDeadParameters(listedResNet34())",
  },
  (architecture) => sumOf(tapsOf(architecture), ({ deadParameters }) => deadParameters),
);

/** Places along one axis of the kernel that lie on the input for at least one output pixel. */
function countLive(node: Extract<GraphNode, { op: "conv" }>, size: number, axis: 0 | 1): number {
  const { kernel, stride, padding, shape } = node;
  const outputs = Array.from({ length: shape[axis] ?? 0 }, (_, output) => output * stride - padding);
  const isLive = (tap: number): boolean => outputs.some((start) => start + tap >= 0 && start + tap < size);
  return Array.from({ length: kernel }, (_, tap) => tap).filter(isLive).length;
}
