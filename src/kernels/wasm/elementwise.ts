import { sizeOf } from "../../core/shape.ts";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { addressOf, allocate, floats, wasmKernel } from "./heap.ts";
import { f32x4, v128 } from "./simd/assembler.ts";
import { elementsAtOnce, writeElementwise, type VectorFormula } from "./simd/elementwise-program.ts";
import { program } from "./simd/run.ts";

/** a + b, of one shape. */
export const addElements = wasmKernel<"a" | "b", object>("AddElements", ({ inputs: { a, b }, backend }) =>
  compute(backend, "add", [a, b], f32x4.add, (left, right) => left + right),
);

/** a · b, of one shape. */
export const multiplyElements = wasmKernel<"a" | "b", object>("MultiplyElements", ({ inputs: { a, b }, backend }) =>
  compute(backend, "multiply", [a, b], f32x4.multiply, (left, right) => left * right),
);

/** ∂L/∂x of y = max(x, 0): dy where y is positive. */
export const reluGradient = wasmKernel<"dy" | "y", object>("ReluGradient", ({ inputs: { dy, y }, backend }) =>
  compute(
    backend,
    "relu gradient",
    [dy, y],
    (gradients, values) => v128.and(gradients, f32x4.greater(values, f32x4.zero)),
    (gradient, value) => (value > 0 ? gradient : 0),
  ),
);

/** Computes with vectors what fills them, and with single numbers what is left. */
function compute(
  backend: BackendWasm,
  name: string,
  inputs: readonly [TensorInfo, TensorInfo],
  ofVectors: VectorFormula,
  ofNumbers: (a: number, b: number) => number,
): TensorInfo {
  const output = allocate(backend, inputs[0].shape);
  const size = sizeOf(output.shape);
  const done = size - (size % 4);
  const run = program(backend, name, () => writeElementwise(ofVectors));
  const [a, b, to] = [...inputs, output].map((each) => addressOf(backend, each)) as [number, number, number];
  run(a, b, to, Math.floor(size / elementsAtOnce), (done % elementsAtOnce) / 4);
  if (done === size) return output;
  const [left, right, values] = [...inputs, output].map((each) => floats(backend, each)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let at = done; at < size; at++) values[at] = ofNumbers(left[at] as number, right[at] as number);
  return output;
}
