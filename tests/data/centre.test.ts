import { describe, expect, it } from "vitest";
import { generate } from "../../src/data/dataset.ts";
import { shapes } from "../../src/data/shapes.ts";
import { takeExamples } from "../../src/training/worker/take-examples.ts";

const counts = { training: 30, test: 10 };

describe("images without their mean", () => {
  const raw = generate(shapes(counts));
  const centred = generate(shapes({ ...counts, centre: "per-pixel-mean" }));

  it("are as they were unless it is asked for", () => {
    expect(shapes(counts)).toEqual({ kind: "shapes", seed: 1, ...counts });
    expect(generate(shapes({ ...counts, centre: "none" })).training.inputs).toEqual(raw.training.inputs);
    expect(raw.mean).toBeNull();
  });

  it("have a mean of zero at every pixel over the training images", () => {
    const { inputs } = centred.training;
    for (let pixel = 0; pixel < 768; pixel += 97) {
      let sum = 0;
      for (let image = 0; image < 30; image++) sum += inputs[image * 768 + pixel] ?? NaN;
      expect(sum).toBeCloseTo(0, 4);
    }
    expect(centred.test.inputs[5]).toBeCloseTo((raw.test.inputs[5] ?? NaN) - (centred.mean?.[5] ?? NaN), 6);
  });

  it("are shown with it", async () => {
    const shown = await takeExamples({ data: centred.spec, split: "test", count: 4 });
    const close = shown.inputs.every((value, at) => Math.abs(value - (raw.test.inputs[at] ?? NaN)) < 1e-6);
    expect([close, shown.inputs.length]).toEqual([true, 4 * 768]);
  });
});
