import { refuse } from "../../core/errors.ts";
import type { Architecture, GraphNode } from "../../models/graph.ts";
import type { Edge, ObservationRequest } from "../contract/session.ts";
import { requireNode } from "./clusters.ts";

/** Nodes and edges to observe, by name. */
export type ObservedNodes = Pick<ObservationRequest, "values" | "gradients" | "edges">;

/** An edge by the indices of its nodes. */
export interface EdgeIndices {
  readonly from: number;
  readonly to: number;
}

/** The same by index. */
export interface ObservedIndices {
  readonly values: ReadonlySet<number>;
  readonly gradients: ReadonlySet<number>;
  readonly edges: readonly EdgeIndices[];
}

/** @throws CourseError if the net has no node of that name, or a node does not take the other's value */
export function findObserved(
  { name: net, nodes }: Architecture,
  { values, gradients, edges = [] }: ObservedNodes = { values: [], gradients: [] },
): ObservedIndices {
  const places = new Map(nodes.map(({ name }, index) => [name, index]));
  const find = (name: string): number => {
    const index = places.get(name);
    if (index === undefined)
      throw refuse(net, `it has no node '${name}'`, `Its nodes are ${[...places.keys()].join(", ")}.`);
    return index;
  };
  const findEdge = ({ from, to }: Edge): EdgeIndices => {
    const edge = { from: find(from), to: find(to) };
    const { inputs } = requireNode(nodes, edge.to);
    if (inputs.includes(edge.from)) return edge;
    const taken = inputs.map((index) => nodes[index]?.name).join(", ");
    throw refuse(net, `'${to}' does not take the value of '${from}'`, `It takes ${taken || "none"}.`);
  };
  return {
    values: new Set(values.map(find)),
    gradients: new Set(gradients.map(find)),
    edges: edges.map(findEdge),
  };
}

/**
 * Nodes that have to be computed on their own: those that are looked at, and, so that the parts of a gradient stay apart
 * from each other, all that take a value whose edges are.
 */
export function findSeparate(
  nodes: readonly GraphNode[],
  { values, gradients, edges }: ObservedIndices,
): ReadonlySet<number> {
  const split = new Set(edges.map(({ from }) => from));
  const takers = nodes.flatMap(({ inputs }, index) => (inputs.some((input) => split.has(input)) ? [index] : []));
  return new Set([...values, ...gradients, ...split, ...takers]);
}
