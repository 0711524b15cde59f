import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../../src/training/contract/session.ts";

/** Labels as tfjs's losses want them: [N, classes]. */
export function oneHot({ count, labels }: Batch, classes: number): tf.Tensor2D {
  const values = new Float32Array(count * classes);
  labels?.forEach((label, at) => (values[at * classes + label] = 1));
  return tf.tensor2d(values, [count, classes]);
}
