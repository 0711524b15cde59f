import { refuse } from "../core/errors.ts";
import { requireInteger } from "../core/check-value.ts";
import { Random } from "../core/random.ts";
import { sizeOf, type Shape } from "../core/shape.ts";

export interface BatchOptions {
  /** Examples in the set. */
  readonly count: number;
  readonly batchSize: number;
  readonly seed: number;
}

/**
 * The order in which a run sees the examples, without end: each epoch is a new shuffle, cut into batches; what is left
 * over at its end is dropped. Yields [batchSize] indices; each batch is a fresh array.
 * @throws CourseError if the batch is larger than the set
 */
export function shuffledBatches({ count, batchSize, seed }: BatchOptions): Generator<Int32Array, never, void> {
  requireInteger("batches", "count", count, 1);
  requireInteger("batches", "batchSize", batchSize, 1);
  if (batchSize > count) {
    throw refuse(
      "batches",
      `batchSize must not exceed the ${count} examples of the training set, got ${batchSize}`,
      `Try ${count}, or ask for a larger set.`,
    );
  }
  return cutEpochs(
    Int32Array.from({ length: count }, (_, index) => index),
    batchSize,
    new Random(seed, "batches"),
  );
}

function* cutEpochs(order: Int32Array, batchSize: number, random: Random): Generator<Int32Array, never, void> {
  for (;;) {
    random.shuffle(order);
    for (let from = 0; from + batchSize <= order.length; from += batchSize) {
      yield order.slice(from, from + batchSize);
    }
  }
}

/** The rows of a [count, …shape] array that `indices` name, as [indices.length, …shape]. */
export function gatherRows(values: Float32Array, shape: Shape, indices: ArrayLike<number>): Float32Array {
  const size = sizeOf(shape);
  const rows = new Float32Array(indices.length * size);
  for (let row = 0; row < indices.length; row++) {
    const from = (indices[row] as number) * size;
    rows.set(values.subarray(from, from + size), row * size);
  }
  return rows;
}
