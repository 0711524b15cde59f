import { allocate, floats, wasmKernel } from "./heap.ts";

/** [rows, columns] to [columns, rows]. */
export const transposeMatrix = wasmKernel<"x", object>("TransposeMatrix", ({ inputs: { x }, backend }) => {
  const [rows = 1, columns = 1] = x.shape;
  const output = allocate(backend, [columns, rows]);
  const from = floats(backend, x);
  const to = floats(backend, output);
  let read = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0, write = row; column < columns; column++, write += rows) to[write] = from[read++] as number;
  }
  return output;
});

/** Sum over all axes but the last, in double precision. */
export const sumChannels = wasmKernel<"x", object>("SumChannels", ({ inputs: { x }, backend }) => {
  const channels = x.shape.at(-1) ?? 1;
  const output = allocate(backend, [channels]);
  const values = floats(backend, x);
  const sums = new Float64Array(channels);
  for (let start = 0; start < values.length; start += channels) {
    for (let c = 0; c < channels; c++) sums[c] = (sums[c] as number) + (values[start + c] as number);
  }
  floats(backend, output).set(sums);
  return output;
});
