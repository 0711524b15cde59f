import { Random } from "../../src/core/random.ts";
import { sizeOf } from "../../src/core/shape.ts";
import type { Architecture } from "../../src/models/graph.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import type { Batch } from "../../src/training/contract/session.ts";
import type { SgdSpec } from "../../src/training/contract/optimizer.ts";

/** A residual net to measure; images are [size, size, 3]. */
export interface BenchNet {
  /** "R20w8", or "R20w16@32" where images are larger than 16 × 16. */
  readonly name: string;
  readonly depth: number;
  readonly width: number;
  readonly size: number;
}

/** Cheap ones first of each width: what a net takes is foretold from those before it. */
export const nets: readonly BenchNet[] = [8, 16].flatMap((width) =>
  [8, 20, 56].map((depth) => ({ name: `R${depth}w${width}`, depth, width, size: 16 })),
);

/** Measured only where they are asked for. */
export const largeNets: readonly BenchNet[] = [8, 20, 56].map((depth) => {
  return { name: `R${depth}w16@32`, depth, width: 16, size: 32 };
});

export const batchSize = 32;

export const recipe: SgdSpec = {
  kind: "sgd",
  learningRate: 0.01,
  warmUp: null,
  decay: [],
  momentum: 0.9,
  weightDecay: 1e-4,
};

/** He et al. 2015, sec. 4.2, with projection shortcuts (option B), as the measurements of other engines have it. */
export function buildNet({ depth, width, size }: BenchNet): Architecture {
  return residualNet({ depth, width, inputShape: [size, size, 3], shortcut: "B" });
}

/** So many that a net does not learn them by heart while it is measured. */
const batchCount = 8;

/** Random images and labels, the same in every engine; step s takes batch s modulo their count. */
export function drawBatches(architecture: Architecture, seed: number): readonly Batch[] {
  const random = new Random(seed, "bench");
  const { nodes } = architecture;
  const pixels = sizeOf(nodes[0]?.shape ?? []);
  const classes = sizeOf(nodes.at(-1)?.shape ?? []);
  return Array.from({ length: batchCount }, () => ({
    count: batchSize,
    inputs: Float32Array.from({ length: batchSize * pixels }, () => random.normal()),
    labels: Int32Array.from({ length: batchSize }, () => random.integer(classes)),
    targets: null,
  }));
}
