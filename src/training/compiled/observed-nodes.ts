import { refuse } from "../../core/errors.ts";
import type { Architecture } from "../../models/graph.ts";

/** Nodes to observe, by name. */
export interface ObservedNodes {
  readonly values: readonly string[];
  readonly gradients: readonly string[];
}

/** The same by index. */
export interface ObservedIndices {
  readonly values: ReadonlySet<number>;
  readonly gradients: ReadonlySet<number>;
}

/** @throws CourseError if the net has no node of that name */
export function findObserved(
  { name: net, nodes }: Architecture,
  { values, gradients }: ObservedNodes = { values: [], gradients: [] },
): ObservedIndices {
  const places = new Map(nodes.map(({ name }, index) => [name, index]));
  const find = (name: string): number => {
    const index = places.get(name);
    if (index === undefined)
      throw refuse(net, `it has no node '${name}'`, `Its nodes are ${[...places.keys()].join(", ")}.`);
    return index;
  };
  return { values: new Set(values.map(find)), gradients: new Set(gradients.map(find)) };
}
