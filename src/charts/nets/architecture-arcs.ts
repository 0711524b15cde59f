import type { GraphNode } from "../../models/graph.ts";
import { isSmall, nameLayer, namePart } from "./architecture-path.ts";
import { formatExact } from "../frame/number-format.ts";

/** What runs beside the trunk: from behind row `from` (−1: from the block's input) to the row `to` where they meet. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  /** A shortcut is added, a gate multiplies, a path is another branch of the same kind as the trunk. */
  readonly role: "shortcut" | "gate" | "path";
  /** What lies on it, e.g. "1×1 conv, 16"; "" for the identity. */
  readonly text: string;
  /** The text in a few letters, to be written on the arc: "1×1", "1 − g"; "" for the identity. */
  readonly badge: string;
  /** Dotted in the papers: the shape changes on the way. */
  readonly changesShape: boolean;
  /** How many like this run side by side. */
  readonly count: number;
}

/** Where the trunk runs, and in which row each of its nodes is drawn. */
export interface Trunk {
  readonly onPath: ReadonlySet<number>;
  readonly rowOf: ReadonlyMap<number, number>;
}

/** Every way into node `at` that is not the trunk, followed back to where it left the trunk; equal ones are counted. */
export function readArcs(nodes: readonly GraphNode[], at: number, { onPath, rowOf }: Trunk): Arc[] {
  const join = nodes[at];
  const row = rowOf.get(at) ?? 0;
  if (join === undefined) return [];
  const trunk = join.inputs.findIndex((each) => onPath.has(each) && rowOf.get(each) === row - 1);
  const arcs: Arc[] = [];
  join.inputs.forEach((start, place) => {
    if (place === trunk) return;
    const { beside, source } = followBack(nodes, start, onPath);
    const role = roleOf(join, beside);
    const changesShape = role === "shortcut" && String(nodes[source]?.shape) !== String(join.shape);
    const text = beside.map((node) => describe(node, nodes)).join(" · ");
    const badge =
      role === "gate" ? "g" : (beside.map((node) => shorten(node, nodes)).find((each) => each !== "") ?? "");
    const arc: Arc = { from: rowOf.get(source) ?? -1, to: row, role, text, badge, changesShape, count: 1 };
    const like = arcs.findIndex((each) => JSON.stringify({ ...each, count: 1 }) === JSON.stringify(arc));
    if (like === -1) arcs.push(arc);
    else arcs[like] = { ...arc, count: (arcs[like]?.count ?? 0) + 1 };
  });
  return arcs.map((arc) => (arc.role === "path" ? { ...arc, badge: `+ ${arc.count}` } : arc));
}

/** From a way's end to the trunk, along first inputs: a product's second input is what controls the first. */
function followBack(
  nodes: readonly GraphNode[],
  start: number,
  onPath: ReadonlySet<number>,
): { beside: readonly GraphNode[]; source: number } {
  const beside: GraphNode[] = [];
  let source = start;
  while (!onPath.has(source)) {
    const node = nodes[source];
    if (node === undefined) break;
    beside.unshift(node);
    source = node.inputs[0] ?? -1;
  }
  return { beside, source };
}

function roleOf(join: GraphNode, beside: readonly GraphNode[]): Arc["role"] {
  if (join.op === "multiply") return "gate";
  const layers = beside.filter(({ op }) => op === "conv" || op === "dense").length;
  return join.op === "concatenate" || layers > 1 ? "path" : "shortcut";
}

function describe(node: GraphNode, nodes: readonly GraphNode[]): string {
  if (node.op === "multiply") return nameGate(node, nodes) === "g" ? "× g" : "× (1 − g)";
  return isSmall(node) ? namePart(node) : nameLayer(node);
}

/** For the few letters on an arc; "" for what needs none. */
function shorten(node: GraphNode, nodes: readonly GraphNode[]): string {
  switch (node.op) {
    case "multiply":
      return nameGate(node, nodes);
    case "scale":
      return `×${formatExact(node.factor)}`;
    case "dropout":
      return "drop";
    case "conv":
      return `${node.kernel}×${node.kernel}`;
    case "dense":
      return "W";
    default:
      return "";
  }
}

/** A product beside the trunk, by what its gate lets through. */
function nameGate({ inputs }: GraphNode, nodes: readonly GraphNode[]): string {
  return nodes[inputs[1] ?? -1]?.op === "complement" ? "1 − g" : "g";
}
