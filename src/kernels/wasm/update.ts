import { allocate, floats, wasmKernel } from "./heap.ts";

/** ofA · a + ofB · b, element by element. */
export const weightedSum = wasmKernel<"a" | "b", { readonly ofA: number; readonly ofB: number }>(
  "WeightedSum",
  ({ inputs, attrs: { ofA, ofB }, backend }) => {
    const output = allocate(backend, inputs.a.shape);
    const sum = floats(backend, output);
    const a = floats(backend, inputs.a);
    const b = floats(backend, inputs.b);
    for (let at = 0; at < sum.length; at++) sum[at] = ofA * (a[at] as number) + ofB * (b[at] as number);
    return output;
  },
);

interface MomentumAttributes {
  readonly rate: number;
  readonly momentum: number;
  readonly decay: number;
}

/** SGD with momentum and weight decay; outputs the new value and the new velocity. */
export const momentumStep = wasmKernel<"value" | "velocity" | "gradient", MomentumAttributes>(
  "MomentumStep",
  ({ inputs, attrs: { rate, momentum, decay }, backend }) => {
    const outputs = [allocate(backend, inputs.value.shape), allocate(backend, inputs.value.shape)];
    const [stepped, moved] = outputs.map((tensor) => floats(backend, tensor)) as [Float32Array, Float32Array];
    const value = floats(backend, inputs.value);
    const velocity = floats(backend, inputs.velocity);
    const gradient = floats(backend, inputs.gradient);
    for (let at = 0; at < value.length; at++) {
      const old = value[at] as number;
      const speed = momentum * (velocity[at] as number) + (gradient[at] as number) + decay * old;
      moved[at] = speed;
      stepped[at] = old - rate * speed;
    }
    return outputs;
  },
);

interface AdamAttributes {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly decay: number;
  readonly stride: number;
  readonly spread: number;
}

/** Adam with weight decay; outputs the new value and the new running means of the gradient and of its square. */
export const adamStep = wasmKernel<"value" | "mean" | "square" | "gradient", AdamAttributes>(
  "AdamStep",
  ({ inputs, attrs: { beta1, beta2, epsilon, decay, stride, spread }, backend }) => {
    const outputs = [0, 1, 2].map(() => allocate(backend, inputs.value.shape));
    const [stepped, newMean, newSquare] = outputs.map((tensor) => floats(backend, tensor)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const value = floats(backend, inputs.value);
    const mean = floats(backend, inputs.mean);
    const square = floats(backend, inputs.square);
    const gradient = floats(backend, inputs.gradient);
    for (let at = 0; at < value.length; at++) {
      const old = value[at] as number;
      const pull = (gradient[at] as number) + decay * old;
      const m = beta1 * (mean[at] as number) + (1 - beta1) * pull;
      const v = beta2 * (square[at] as number) + (1 - beta2) * pull * pull;
      newMean[at] = m;
      newSquare[at] = v;
      stepped[at] = old - (stride * m) / (Math.sqrt(v) / spread + epsilon);
    }
    return outputs;
  },
);
