import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { allocate, floats, wasmKernel } from "./heap.ts";

/**
 * ∂L/∂x of y = max(x, 0): dy where y is positive. Whether it is looks random to the processor, and a wrong guess costs
 * more than the copy; so the bits of dy are masked instead: (~y & −y) >> 31 is all ones where y's bits, read as an
 * integer, are positive, and zero for 0 and −0.
 */
export const reluGradient = wasmKernel<"dy" | "y", object>("ReluGradient", ({ inputs, backend }) => {
  const output = allocate(backend, inputs.y.shape);
  maskByPositive(bits(backend, output), bits(backend, inputs.dy), bits(backend, inputs.y));
  return output;
});

function bits(backend: BackendWasm, tensor: TensorInfo): Int32Array {
  const { buffer, byteOffset, length } = floats(backend, tensor);
  return new Int32Array(buffer, byteOffset, length);
}

function maskByPositive(dx: Int32Array, dy: Int32Array, y: Int32Array): void {
  for (let at = 0; at < dx.length; at++) {
    const word = y[at] as number;
    dx[at] = (dy[at] as number) & ((~word & -word) >> 31);
  }
}

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
