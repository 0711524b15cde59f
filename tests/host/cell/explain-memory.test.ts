import { expect, test } from "vitest";
import { memoryHint } from "../../../src/host/cell/explain-memory.ts";

test.each([
  [
    "train: the worker failed at step 3 (Requested texture size [32768x4] greater than WebGL maximum)",
    "half the batchSize",
  ],
  ["Unable to create WebGLTexture.", 'engine: "wasm"'],
  ["Array buffer allocation failed", "half the batchSize"],
  ["train: the worker failed (Aborted(OOM)). Run the cell again.", "smaller width"],
  ["memory access out of bounds", "fewer seeds"],
])("%s: what would help is said", (message, remedy) => {
  expect(memoryHint(new Error(message))).toContain(remedy);
});

test("real shortages of this engine are recognised", () => {
  const recurse = (): number => recurse() + 1;
  for (const [cause, remedy] of [
    [recurse, "calls itself"],
    [() => new Array(-1), "how it is computed"],
    [() => new Float64Array(2 ** 53 - 1), "how it is computed"],
    [() => "x".repeat(2 ** 30), "how it is computed"],
  ] as const) {
    let caught: unknown;
    try {
      cause();
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(RangeError);
    expect(memoryHint(caught)).toContain(remedy);
  }
});

test("other errors have no such hint", () => {
  for (const message of ["x is not a function", "room is not defined", "depth must be 6n + 2"])
    expect(memoryHint(new TypeError(message))).toBeNull();
});
