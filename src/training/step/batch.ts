import { gatherRows } from "../../data/batches.ts";
import type { Split } from "../../data/spec.ts";
import type { Shape } from "../../core/shape.ts";
import type { Batch } from "../contract/session.ts";

/** The examples that `indices` name. */
export function gatherBatch({ inputs, labels, targets, count }: Split, shape: Shape, indices: Int32Array): Batch {
  const features = targets === null ? 0 : targets.length / count;
  return {
    count: indices.length,
    inputs: gatherRows(inputs, shape, indices),
    labels: labels === null ? null : indices.map((index) => labels[index] ?? 0),
    targets: targets === null ? null : gatherRows(targets, [features], indices),
  };
}

/** The first `limit` examples in batches of nearly equal size, at most `batchSize` each. */
export function* batchesInOrder(split: Split, shape: Shape, batchSize: number, limit: number): Generator<Batch> {
  const total = Math.min(limit, split.count);
  const parts = Math.ceil(total / batchSize);
  for (let part = 0; part < parts; part++) {
    const from = Math.floor((part * total) / parts);
    const to = Math.floor(((part + 1) * total) / parts);
    yield gatherBatch(
      split,
      shape,
      Int32Array.from({ length: to - from }, (_, index) => from + index),
    );
  }
}
