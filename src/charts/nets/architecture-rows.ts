import type { Architecture, GraphNode } from "../../models/graph.ts";
import { readArcs, type Arc } from "./architecture-arcs.ts";
import { isSmall, longestPath, namePart, nameLayer } from "./architecture-path.ts";

/** One line of a drawing: a layer with weights (or pooling) in a box, small operations as words, a sum or a product. */
export interface LayerRow {
  readonly kind: "layer" | "words" | "sum";
  readonly text: string;
}

/** Rows that belong together: the stem, one block, or the head. Equal neighbours are counted instead of repeated. */
export interface DrawnBlock {
  readonly rows: readonly LayerRow[];
  readonly arcs: readonly Arc[];
  readonly count: number;
}

export interface DrawnStage {
  readonly title: string;
  /** Of the stage's output. */
  readonly shape: readonly number[];
  readonly blocks: readonly DrawnBlock[];
}

/** Of the longest path: the stem, a block or the head. */
export interface Segment {
  readonly stage: string;
  /** Indices of nodes on the longest path. */
  readonly path: readonly number[];
}

/**
 * Cuts an architecture into stem, stages and head along its longest path; everything beside that path is a shortcut.
 * Equal blocks that follow each other become one with a count.
 */
export function readStages({ nodes }: Architecture): DrawnStage[] {
  const net = lookAt(nodes);
  const stages: { title: string; last: number; blocks: DrawnBlock[] }[] = [];
  for (const segment of cutSegments(net)) {
    const block = readBlock(net, segment);
    const last = segment.path.at(-1) ?? 0;
    const open = stages.at(-1);
    if (open?.title === segment.stage) {
      open.last = last;
      appendBlock(open.blocks, block);
    } else stages.push({ title: segment.stage, last, blocks: [block] });
  }
  return stages.map(({ title, last, blocks }) => ({ title, shape: nodes[last]?.shape ?? [], blocks }));
}

/** Stem, blocks and head one by one: equal ones are not drawn together. */
export function readSegments({ nodes }: Architecture): readonly Segment[] {
  return cutSegments(lookAt(nodes));
}

/** A part of the longest path as it is drawn. */
export function drawSegment(nodes: readonly GraphNode[], segment: Segment): DrawnBlock {
  return readBlock(lookAt(nodes), segment);
}

/** What of a whole net is asked for at every one of its blocks. */
interface SeenNet {
  readonly nodes: readonly GraphNode[];
  /** The longest path, in order. */
  readonly path: readonly number[];
  readonly onPath: ReadonlySet<number>;
  /** Nodes that more than one other node reads. */
  readonly forks: ReadonlySet<number>;
}

function lookAt(nodes: readonly GraphNode[]): SeenNet {
  const path = longestPath(nodes);
  return { nodes, path, onPath: new Set(path), forks: findForks(nodes) };
}

function appendBlock(blocks: DrawnBlock[], block: DrawnBlock): void {
  const before = blocks.at(-1);
  const isSame =
    before !== undefined && JSON.stringify([before.rows, before.arcs]) === JSON.stringify([block.rows, block.arcs]);
  if (isSame) blocks[blocks.length - 1] = { ...before, count: before.count + 1 };
  else blocks.push(block);
}

/** Block labels sit on the blocks' outputs: a segment ends with each. What follows the last one is the head. */
function cutSegments({ nodes, path }: SeenNet): Segment[] {
  const segments: Segment[] = [];
  let open: number[] = [];
  for (const at of path) {
    open.push(at);
    const block = nodes[at]?.block;
    if (block === undefined) continue;
    segments.push({ stage: block.index === 0 ? "Stem" : `Stage ${block.stage}`, path: open });
    open = [];
  }
  if (open.length > 0) segments.push({ stage: segments.length === 0 ? "Net" : "Head", path: open });
  return segments;
}

function readBlock({ nodes, onPath, forks }: SeenNet, segment: Segment): DrawnBlock {
  const rows: LayerRow[] = [];
  const rowOf = new Map<number, number>();
  const arcs: Arc[] = [];
  let isClosed = true;
  for (const at of segment.path) {
    const node = nodes[at];
    if (node === undefined) continue;
    const before = rows.at(-1);
    if (isSmall(node) && before?.kind === "words" && !isClosed) {
      rows[rows.length - 1] = { kind: "words", text: `${before.text} · ${namePart(node)}` };
    } else if (node.op === "add" || node.op === "multiply")
      rows.push({ kind: "sum", text: node.op === "add" ? "+" : "×" });
    else rows.push({ kind: isSmall(node) ? "words" : "layer", text: isSmall(node) ? namePart(node) : nameLayer(node) });
    rowOf.set(at, rows.length - 1);
    isClosed = forks.has(at);
    if (node.inputs.length > 1) arcs.push(...readArcs(nodes, at, { onPath, rowOf }));
  }
  return { rows, arcs, count: 1 };
}

function findForks(nodes: readonly GraphNode[]): ReadonlySet<number> {
  const readers = new Map<number, number>();
  for (const at of nodes.flatMap(({ inputs }) => inputs)) readers.set(at, (readers.get(at) ?? 0) + 1);
  return new Set([...readers].filter(([, count]) => count > 1).map(([at]) => at));
}
