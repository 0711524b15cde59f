import { describe, expect, it } from "vitest";
import { generate } from "../../src/data/dataset.ts";
import { spiral } from "../../src/data/spiral.ts";
import type { Split } from "../../src/data/spec.ts";

/** How far a point's angle is from the middle of its arm, in radians, and its radius. */
function polar({ inputs, labels }: Split, point: number): { radius: number; offAxis: number } {
  const [x = NaN, y = NaN] = inputs.subarray(2 * point, 2 * point + 2);
  const radius = Math.hypot(x, y);
  const axis = 4.5 * (radius - 0.1) + (2 * Math.PI * (labels?.[point] ?? NaN)) / 3;
  const turns = (Math.atan2(y, x) - axis) / (2 * Math.PI);
  return { radius, offAxis: (turns - Math.round(turns)) * 2 * Math.PI };
}

describe("spiral", () => {
  const { training, test, shape, classes, classNames } = generate(spiral());

  it("has three arms of 170 points in the plane, for training and again for testing", () => {
    expect([shape, classes, classNames?.length]).toEqual([[2], 3, 3]);
    for (const { count, labels, inputs } of [training, test]) {
      expect(count).toBe(510);
      expect(inputs.length).toBe(1020);
      for (const arm of [0, 1, 2]) expect(labels?.filter((label) => label === arm).length).toBe(170);
    }
    expect(test.inputs).not.toEqual(training.inputs);
  });

  it("winds each arm from radius 0.1 to 1.1 by 4.5 radians, with normal noise on the angle", () => {
    const points = Array.from({ length: training.count }, (_, point) => polar(training, point));
    for (const { radius } of points) expect(Math.abs(radius - 0.6)).toBeLessThanOrEqual(0.5 + 1e-6);
    expect(points.reduce((sum, { radius }) => sum + radius, 0) / points.length).toBeCloseTo(0.6, 1);
    const variance = points.reduce((sum, { offAxis }) => sum + offAxis ** 2, 0) / points.length;
    expect(Math.abs(Math.sqrt(variance) - 0.15)).toBeLessThan(0.02);
  });

  it("lies on its arms exactly without noise", () => {
    const clean = generate(spiral({ noise: 0 })).training;
    for (let point = 0; point < clean.count; point++) expect(Math.abs(polar(clean, point).offAxis)).toBeLessThan(1e-4);
  });

  it("refuses what cannot be drawn", () => {
    expect(() => spiral({ points: 2 })).toThrow("spiral: points must be an integer of at least 3, got 2. Try 3.");
    expect(() => spiral({ noise: NaN })).toThrow("spiral: noise must be a finite number of at least 0, got NaN.");
    expect(() => spiral({ seed: 0.5 })).toThrow("spiral: seed must be an integer between −2⁵³ and 2⁵³, got 0.5.");
    expect(() => spiral({ point: 100 } as never)).toThrow("Did you mean 'points'?");
  });
});
