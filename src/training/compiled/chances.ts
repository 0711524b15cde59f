import { dropBits, dropKey } from "../../core/counted-random.ts";
import type { Chance } from "../../kernels/webgl/chance.ts";
import type { GraphNode } from "../../models/graph.ts";
import { requireNode } from "./clusters.ts";
import type { PlanBuilder } from "./plan-builder.ts";

/** What a dropout or stochastic depth does to a value while training: chance, and a constant factor. */
export interface ChanceEffect {
  readonly effect: Chance;
  readonly factor: number;
}

/** @param node its index, or null for a value that goes through no such node */
export function chanceOf({ architecture }: PlanBuilder, node: number | null): ChanceEffect | null {
  if (node === null) return null;
  const found = requireNode(architecture.nodes, node);
  if (found.op === "stochasticDepth") return { effect: { kind: "coin" }, factor: 1 };
  if (found.op !== "dropout") throw new Error(`'${found.name}' is a ${found.op}, which leaves nothing to chance`);
  const { rate, rescale } = found;
  // A rate of 1 drops everything, and 1 / 0 is no factor
  return { effect: { kind: "dropout", rate }, factor: rescale === "at-training" && rate < 1 ? 1 / (1 - rate) : 1 };
}

/** By what a value that goes through the node is multiplied in evaluation. */
export function expectationOf({ architecture }: PlanBuilder, node: number | null): number {
  if (node === null) return 1;
  const found = requireNode(architecture.nodes, node);
  if (found.op === "stochasticDepth") return found.survival;
  return found.op === "dropout" && found.rescale === "at-test" ? 1 - found.rate : 1;
}

/** What decides, at one step, for each node that leaves something to chance: the uniforms of its draws. */
export class Chances {
  readonly #seed: number;
  readonly #nodes: readonly GraphNode[];
  readonly #indices: readonly number[];

  constructor(nodes: readonly GraphNode[], seed: number) {
    this.#seed = seed;
    this.#nodes = nodes;
    this.#indices = nodes.flatMap(({ op }, index) => (op === "dropout" || op === "stochasticDepth" ? [index] : []));
  }

  /** A dropout's key, or whether the coin lets a branch live (1 or 0), by node. */
  at(step: number): ReadonlyMap<number, number> {
    return new Map(this.#indices.map((index) => [index, this.#decide(index, step)]));
  }

  #decide(index: number, step: number): number {
    const key = dropKey(this.#seed, index, step);
    const node = requireNode(this.#nodes, index);
    if (node.op !== "stochasticDepth") return key;
    return dropBits(key, 0) >= node.survival * 2 ** 24 ? 0 : 1;
  }
}
