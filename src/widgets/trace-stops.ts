import { sumOf } from "../core/statistics.ts";
import { formatShape, sameShape, type Shape } from "../core/shape.ts";
import { describeArc } from "../charts/nets/block-drawing.ts";
import { drawSegment, readSegments, type DrawnBlock, type Segment } from "../charts/nets/architecture-rows.ts";
import { isSmall } from "../charts/nets/architecture-path.ts";
import { findDeadTaps } from "../models/dead-taps.ts";
import type { Architecture, GraphNode } from "../models/graph.ts";
import { summarize } from "../models/summary.ts";

/** A place where an image stops on its way through a net: a layer of the stem or the head, or a block. */
export interface TraceStop {
  /** "Stem", "Stage 2", "Head". */
  readonly part: string;
  /** "Block 2.1", "7×7 conv, 64, /2". */
  readonly name: string;
  readonly input: Shape;
  readonly output: Shape;
  readonly drawn: DrawnBlock;
  /** What leads around the block: "identity shortcut"; null where nothing does. */
  readonly shortcut: string | null;
  /** Dotted in the papers' figures. */
  readonly changesShape: boolean;
  readonly parameters: number;
  /** Weights in it that no pixel ever reaches. */
  readonly deadParameters: number;
}

/** Every stop of a net, in order; the input is none. */
export function listStops(net: Architecture): TraceStop[] {
  const counts = summarize(net).map(({ parameters }) => parameters);
  const dead = new Map(findDeadTaps(net).map(({ name, deadParameters }) => [name, deadParameters]));
  let from = 0;
  return readSegments(net).flatMap((segment) =>
    splitSegment(segment, net.nodes).map((part) => {
      const last = part.path.at(-1) ?? 0;
      const [first, until] = [from, last + 1];
      from = until;
      const own = net.nodes.slice(first, until);
      return {
        ...readStop(net.nodes, part),
        parameters: sumOf(counts.slice(first, until), (each) => each),
        deadParameters: sumOf(own, ({ name }) => dead.get(name) ?? 0),
      };
    }),
  );
}

function readStop(nodes: readonly GraphNode[], segment: Segment) {
  const [start = 0] = segment.path;
  const last = nodes[segment.path.at(-1) ?? 0];
  const drawn = drawSegment(nodes, segment);
  const input = nodes[nodes[start]?.inputs[0] ?? 0]?.shape ?? [];
  const arcs = drawn.arcs.filter(({ role }) => role === "shortcut");
  const { block } = last ?? {};
  const isBlock = block !== undefined && block.index > 0;
  return {
    part: segment.stage,
    name: isBlock
      ? `Block ${block.stage}.${block.index}`
      : (drawn.rows.find(({ kind }) => kind === "layer")?.text ?? segment.stage),
    input,
    output: last?.shape ?? [],
    drawn,
    shortcut: arcs.length === 0 ? null : arcs.map(describeArc).join(", "),
    changesShape: arcs.some((arc) => arc.changesShape),
  };
}

/** Stem and head stop at each of their layers; a block is one stop. */
function splitSegment(segment: Segment, nodes: readonly GraphNode[]): Segment[] {
  const last = nodes[segment.path.at(-1) ?? 0];
  const path = segment.path.filter((at) => nodes[at]?.op !== "input");
  if (last?.block !== undefined && last.block.index > 0) return [{ ...segment, path }];
  const parts: { stage: string; path: number[] }[] = [];
  for (const at of path) {
    const node = nodes[at];
    const open = parts.at(-1);
    if (node === undefined) continue;
    if (open === undefined || !isSmall(node)) parts.push({ stage: segment.stage, path: [at] });
    else open.path.push(at);
  }
  return parts;
}

/** Why the shape is what it is, for who has seen it. */
export function explainStop({ input, output, drawn, shortcut, changesShape, deadParameters }: TraceStop): string[] {
  const sentences: string[] = [];
  const layers = drawn.rows.filter(({ kind }) => kind === "layer").map(({ text }) => text);
  if (sameShape(input, output))
    sentences.push("The shape stays: stride 1, padding of one pixel, as many channels out as in.");
  else if (output.length === 1)
    sentences.push(output[0] === input.at(-1) ? "One mean for each channel is left." : "One number for each class.");
  else {
    const halves = (output[0] ?? 0) < (input[0] ?? 0);
    if (halves) sentences.push(`A stride of 2 (${layers[0] ?? ""}) halves the sides, rounded up.`);
    if (input.at(-1) !== output.at(-1))
      sentences.push(`The number of filters decides the channels: ${output.at(-1) ?? 0}.`);
  }
  if (shortcut !== null) {
    sentences.push(
      changesShape
        ? `The dotted shortcut has to make the same change, ${formatShape(input)} to ${formatShape(output)}: ${shortcut}.`
        : `The ${shortcut} brings ${formatShape(input)}, which is added number by number.`,
    );
  }
  if (deadParameters > 0) {
    sentences.push(
      `${deadParameters.toLocaleString("en-US")} of its weights only ever meet the zeros of the padding: their gradient is exactly 0.`,
    );
  }
  return sentences;
}
