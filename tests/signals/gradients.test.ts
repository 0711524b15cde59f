import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { findActivation } from "../../src/signals/activations.ts";
import { normalizeColumns } from "../../src/signals/batch-norm.ts";
import { drawMatrix, type Matrix } from "../../src/signals/matrices.ts";
import { inputGradient } from "../../src/signals/shattered.ts";

describe("gradients of random nets", () => {
  it.each(["sigmoid", "tanh", "relu", "linear"])("has the slope of %s that finite differences have", (name) => {
    const { value, slope } = findActivation("test", name);
    for (const z of [-2.3, -0.4, 0.7, 1.9]) {
      expect(slope(z)).toBeCloseTo((value(z + 1e-6) - value(z - 1e-6)) / 2e-6, 6);
    }
  });

  it("takes a gradient back through batch normalisation as finite differences do", () => {
    const random = new Random(3, "test");
    const x = drawMatrix(6, 3, 2, random);
    const dy = drawMatrix(6, 3, 1, random);
    const loss = (input: Matrix): number =>
      normalizeColumns(input).output.values.reduce((sum, y, at) => sum + y * (dy.values[at] ?? 0), 0);
    const dx = normalizeColumns(x).gradient(dy);
    for (let at = 0; at < x.values.length; at++) {
      const moved = (by: number): Matrix => ({
        ...x,
        values: x.values.map((each, i) => (i === at ? each + by : each)),
      });
      expect(dx.values[at]).toBeCloseTo((loss(moved(1e-5)) - loss(moved(-1e-5))) / 2e-5, 5);
    }
  });

  it("decorrelates the gradients of neighbouring inputs with depth, and keeps them alike with shortcuts", () => {
    const average = (depth: number, residual: boolean): number => {
      const seeds = [1, 2, 3, 4, 5, 6];
      const lag5 = seeds.map((seed) => inputGradient({ depth, residual, width: 100, seed }).autocorrelation[5] ?? 0);
      return lag5.reduce((sum, value) => sum + value, 0) / seeds.length;
    };
    expect(average(40, false)).toBeLessThan(average(4, false) - 0.1);
    expect(average(40, true)).toBeGreaterThan(0.85);
  });
});
