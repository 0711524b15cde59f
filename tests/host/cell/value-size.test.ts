import { expect, test } from "vitest";
import { measureValue } from "../../../src/host/cell/value-size.ts";

test("numbers, text and buffers add up", () => {
  expect(measureValue(3)).toEqual({ bytes: 8, isPartial: false });
  expect(measureValue({ name: "net", loss: [1, 2, 3] })).toEqual({ bytes: 30, isPartial: false });
  expect(measureValue([new Float32Array(100), new ArrayBuffer(50)]).bytes).toBe(450);
  expect(measureValue(new Map([["a", new Float64Array(4)]])).bytes).toBe(34);
});

test("what stands in a value twice, or holds itself, counts once", () => {
  const values = new Float32Array(10);
  const circle: Record<string, unknown> = { a: values, b: values };
  circle["self"] = circle;
  expect(measureValue(circle).bytes).toBe(40);
});

test("a tensor counts by its numbers, wherever they are kept", () => {
  const tensor = { dataId: {}, dtype: "float32", size: 1000, shape: [10, 100] };
  expect(measureValue({ weights: [tensor, tensor] })).toEqual({ bytes: 4000, isPartial: false });
});

test("what cannot be measured makes the sum a lower bound", () => {
  expect(measureValue([1, () => 2])).toMatchObject({ bytes: 12, isPartial: true });
  expect(
    measureValue(
      new (class Chart {
        #loss = 1;
        get loss() {
          return this.#loss;
        }
      })(),
    ).isPartial,
  ).toBe(true);
  const parts = Array.from({ length: 60_000 }, (_, at) => ({ at }));
  expect(measureValue(parts).isPartial).toBe(true);
  expect(measureValue(Array(200_000).fill(1.5))).toEqual({ bytes: 1_600_000, isPartial: false });
});
