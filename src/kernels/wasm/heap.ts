import { getKernel, type KernelConfig, type TensorInfo } from "@tensorflow/tfjs-core";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";

/** The shape of a batch of images or of a convolution's kernel. */
export type Quad = [number, number, number, number];

/** What a kernel is called with, in the terms of one kernel. */
export interface WasmCall<Input extends string, Attributes> {
  readonly inputs: Readonly<Record<Input, TensorInfo>>;
  readonly attrs: Attributes;
  readonly backend: BackendWasm;
}

/** Registers `run` under a name with tfjs's wasm backend. */
export function wasmKernel<Input extends string, Attributes>(
  kernelName: string,
  run: (call: WasmCall<Input, Attributes>) => TensorInfo | TensorInfo[],
): KernelConfig {
  return { kernelName, backendName: "wasm", kernelFunc: run as unknown as KernelConfig["kernelFunc"] };
}

/**
 * The tensor's values in the wasm heap, to read and write. The heap moves when it grows, so allocate every output of
 * a kernel before asking for the first view.
 */
export function floats(backend: BackendWasm, tensor: TensorInfo): Float32Array {
  return backend.typedArrayFromHeap(tensor) as Float32Array;
}

/** Where the tensor's values start in the heap, in bytes. */
export function addressOf(backend: BackendWasm, tensor: TensorInfo): number {
  return backend.getMemoryOffset(tensor.dataId);
}

/** A tensor of undefined content. */
export function allocate(backend: BackendWasm, shape: readonly number[]): TensorInfo {
  return backend.makeOutput([...shape], "float32");
}

export function free(backend: BackendWasm, tensor: TensorInfo): void {
  backend.disposeData(tensor.dataId);
}

/** Convolution by tfjs's own kernel (XNNPACK with SIMD), without padding. */
export function convolveValid(backend: BackendWasm, x: TensorInfo, filter: TensorInfo, dilation: number): TensorInfo {
  const attrs = { strides: [1, 1], pad: "valid", dataFormat: "NHWC", dilations: [dilation, dilation] };
  return getKernel("Conv2D", "wasm").kernelFunc({ inputs: { x, filter }, attrs, backend }) as TensorInfo;
}
