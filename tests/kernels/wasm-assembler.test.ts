import { expect, test } from "vitest";
import {
  advance,
  assembleModule,
  copyBytes,
  defineFunction,
  f32,
  i32,
  repeat,
  repeatConstant,
  type FunctionSource,
} from "../../src/kernels/wasm/simd/assembler.ts";

const memory = new WebAssembly.Memory({ initial: 40 });
const floats = new Float32Array(memory.buffer);

function run(source: FunctionSource, ...parameters: readonly number[]): void {
  const module = new WebAssembly.Module(assembleModule(source));
  const { exports } = new WebAssembly.Instance(module, { host: { memory } });
  (exports["run"] as (...given: readonly number[]) => void)(...parameters);
}

test.each([0, 64, 128, 124, 8188, 8192, 1_000_000])("writes the constants %i and its negative", (distance) => {
  floats[0] = 7;
  const forwards = defineFunction(["at"], ({ at }) => [
    f32.store(at.get, f32.load(i32.constant(0)), 4),
    advance(at, distance * 2),
    advance(at, -distance),
    f32.store(at.get, f32.load(i32.constant(0)), 8),
  ]);
  run(forwards, 0);
  expect(floats[(distance + 8) / 4]).toBe(7);
});

test.each([0, 1, 5])("repeats %i times, counted or known beforehand", (count) => {
  const one = (at: number) =>
    f32.store(i32.constant(at), f32.add(f32.load(i32.constant(at)), f32.load(i32.constant(0))));
  floats.set([1, 0, 0]);
  const twice = defineFunction(["count"], (parameters, declare) => [
    repeat(parameters.count, one(4)),
    repeatConstant(declare("i32"), count, one(8)),
  ]);
  run(twice, count);
  expect([...floats.slice(1, 3)]).toEqual([count, count]);
});

test("copies bytes", () => {
  floats.set([1, 2, 3, 0, 0, 0]);
  run(
    defineFunction(["to", "from"], ({ to, from }) => copyBytes(to.get, from.get, i32.constant(8))),
    12,
    4,
  );
  expect([...floats.slice(0, 6)]).toEqual([1, 2, 3, 2, 3, 0]);
});
