import { augmentImages, type Augmentation } from "../../data/augment.ts";
import { shuffledBatches } from "../../data/batches.ts";
import type { DataSet } from "../../data/spec.ts";
import { gatherBatch } from "../step/batch.ts";
import type { Batch } from "../contract/session.ts";

export interface TrainingBatchesOptions {
  readonly batchSize: number;
  readonly seed: number;
  readonly augment?: Augmentation | null;
}

/**
 * The batches of one run, in order, without end. They are named by the seed alone, so that every arm sees the same, and
 * by their number, so that a run that goes on later sees those that it would have seen.
 */
export class TrainingBatches {
  readonly #data: DataSet;
  readonly #indices: Generator<Int32Array, never, void>;
  readonly #seed: number;
  readonly #augment: Augmentation | null;
  #upcoming: Batch | null = null;
  /** Of the next batch that is made. */
  #number = 0;

  constructor(data: DataSet, { batchSize, seed, augment = null }: TrainingBatchesOptions) {
    this.#data = data;
    this.#seed = seed;
    this.#augment = augment;
    this.#indices = shuffledBatches({ count: data.training.count, batchSize, seed });
  }

  /** The batch that `next` will give. */
  peek(): Batch {
    return (this.#upcoming ??= this.#make());
  }

  next(): Batch {
    const batch = this.peek();
    this.#upcoming = null;
    return batch;
  }

  /** Leaves out the next `count` batches without making them. */
  skip(count: number): void {
    for (let skipped = 0; skipped < count; skipped++) this.#indices.next();
    this.#number += count;
  }

  /** The one place where a training batch is made. */
  #make(): Batch {
    const batch = gatherBatch(this.#data.training, this.#data.shape, this.#indices.next().value);
    const place = { seed: this.#seed, step: this.#number++ };
    if (this.#augment === null) return batch;
    return { ...batch, inputs: augmentImages(batch.inputs, this.#data.shape, this.#augment, place) };
  }
}
