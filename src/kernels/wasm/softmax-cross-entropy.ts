import { allocate, floats, wasmKernel } from "./heap.ts";

/** Outputs the mean loss, the share of right guesses and ∂loss/∂logits, for logits [N, K] and labels [N] (int32). */
export const softmaxCrossEntropy = wasmKernel<"logits" | "labels", object>(
  "SoftmaxCrossEntropy",
  ({ inputs, backend }) => {
    const [batch = 1, classes = 1] = inputs.logits.shape;
    const outputs = [[], [], inputs.logits.shape].map((shape) => allocate(backend, shape));
    const [loss, accuracy, gradient] = outputs.map((tensor) => floats(backend, tensor)) as [F, F, F];
    const logits = floats(backend, inputs.logits);
    const labels = backend.typedArrayFromHeap(inputs.labels) as Int32Array;
    let lossSum = 0;
    let hits = 0;
    for (let row = 0; row < batch; row++) {
      const start = row * classes;
      const label = labels[row] as number;
      const guess = largestIn(logits, start, classes);
      const largest = logits[start + guess] as number;
      let sum = 0;
      for (let k = start; k < start + classes; k++) sum += Math.exp((logits[k] as number) - largest);
      for (let k = start; k < start + classes; k++) {
        gradient[k] = Math.exp((logits[k] as number) - largest) / sum / batch;
      }
      gradient[start + label] = (gradient[start + label] as number) - 1 / batch;
      lossSum += Math.log(sum) - ((logits[start + label] as number) - largest);
      if (guess === label) hits++;
    }
    loss[0] = lossSum / batch;
    accuracy[0] = hits / batch;
    return outputs;
  },
);

type F = Float32Array;

/** Place of the largest among `count` values from `start`, counted from there; the first of equals. */
function largestIn(values: Float32Array, start: number, count: number): number {
  let best = 0;
  for (let k = 1; k < count; k++) {
    if ((values[start + k] as number) > (values[start + best] as number)) best = k;
  }
  return best;
}
