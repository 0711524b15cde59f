import { weightedDepths } from "./residual-additions.ts";
import type { Architecture, GraphNode } from "./graph.ts";

/** What a node takes its inputs from, by places in the list of nodes before the change. */
export type Links = (at: number) => readonly number[];

export interface Relinking {
  readonly name: string;
  readonly links: Links;
  /** The node whose output is the net's; the last one when absent. */
  readonly output?: number;
  /** The block that a node puts out; its own when absent. */
  readonly block?: (at: number) => GraphNode["block"];
}

/**
 * The net with other links between the same nodes: those that the output no longer depends on are gone, the others
 * keep their names, and with them their parameters. The depth changes by the weighted layers on the longest path.
 */
export function relink({ family, depth, nodes }: Architecture, relinking: Relinking): Architecture {
  const { name, links, output = nodes.length - 1, block = (at) => nodes[at]?.block } = relinking;
  const order = sortBackwards(output, links);
  const places = new Map(order.map((at, place) => [at, place]));
  const linked = order.map((at): GraphNode => {
    const node = { ...(nodes[at] as GraphNode), inputs: links(at).map((input) => places.get(input) ?? 0) };
    const label = block(at);
    if (label !== undefined) return { ...node, block: label };
    delete node.block;
    return node;
  });
  const fewer = (weightedDepths(nodes, "longest").at(-1) ?? 0) - (weightedDepths(linked, "longest").at(-1) ?? 0);
  return { name, family, depth: depth - fewer, nodes: linked };
}

/** Everything that `output` depends on, inputs first, with a stack of our own for nets of a thousand layers. */
function sortBackwards(output: number, links: Links): number[] {
  const sorted = new Set<number>();
  const stack = [output];
  for (let at = stack.at(-1); at !== undefined; at = stack.at(-1)) {
    const missing = links(at).find((input) => !sorted.has(input));
    if (missing !== undefined && !sorted.has(at)) {
      stack.push(missing);
      continue;
    }
    stack.pop();
    sorted.add(at);
  }
  return [...sorted];
}
