import { describe, expect, it } from "vitest";
import { gatherRows, shuffledBatches } from "../../src/data/batches.ts";
import { generate } from "../../src/data/dataset.ts";
import { identityPairs } from "../../src/data/identity-pairs.ts";
import { linearPairs } from "../../src/data/linear-pairs.ts";
import { spiral } from "../../src/data/spiral.ts";

describe("generate", () => {
  it("remembers the last few sets, whatever the order of their fields", () => {
    const first = generate({ kind: "spiral", seed: 3, points: 30, noise: 0.1 });
    expect(generate({ noise: 0.1, points: 30, seed: 3, kind: "spiral" })).toBe(first);
    for (const seed of [4, 5, 6]) generate(spiral({ seed }));
    expect(generate(spiral({ seed: 3, points: 30, noise: 0.1 }))).toBe(first);
    for (const seed of [4, 5, 6, 7]) generate(spiral({ seed }));
    expect(generate(spiral({ seed: 3, points: 30, noise: 0.1 }))).not.toBe(first);
  });

  it("refuses what is no data specification", () => {
    expect(() => generate({ kind: "spirals" } as never)).toThrow(
      'data: unknown kind "spirals". Did you mean "spiral"? Kinds are spiral, shapes, identity, linear, cifar10.',
    );
    expect(() => generate(spiral as never)).toThrow(
      "data: expected a data specification, got a function. Pass spiral(), shapes(), cifar10(), identityPairs() or linearPairs().",
    );
    expect(() => generate({ kind: "spiral", seed: 1, points: NaN, noise: 0 })).toThrow("points must be an integer");
    expect(() => generate({ kind: "identity", seed: 1, dimension: -2, points: 5 })).toThrow("dimension must be");
  });
});

describe("identityPairs", () => {
  it("asks for x itself, uniform in (−1, 1), so that predicting zero costs a third", () => {
    const { training, test, shape, classes } = generate(identityPairs());
    expect([shape, classes, training.count, training.labels]).toEqual([[16], null, 512, null]);
    expect(training.targets).toEqual(training.inputs);
    expect(training.targets).not.toBe(training.inputs);
    expect(training.inputs.every((value) => Math.abs(value) <= 1)).toBe(true);
    const cost = training.inputs.reduce((sum, value) => sum + value ** 2, 0) / training.inputs.length;
    expect(Math.abs(cost - 1 / 3)).toBeLessThan(0.015);
    expect(test.inputs).not.toEqual(training.inputs);
  });
});

describe("linearPairs", () => {
  /** Entries of the first pair's map, by least squares from its examples, rounded. */
  function firstMap(spec: ReturnType<typeof linearPairs>): number[] {
    const { inputs, targets, count } = generate(spec).training;
    const column = (values: Float32Array | null, at: number) =>
      Array.from({ length: count }, (_, n) => values?.[n * spec.dimension + at] ?? 0);
    const dot = (a: number[], b: number[]) => a.reduce((sum, value, n) => sum + value * (b[n] ?? 0), 0);
    const [x, y] = [column(inputs, 0), column(inputs, 1)];
    const [xx, xy, yy] = [dot(x, x), dot(x, y), dot(y, y)];
    return [0, 1].flatMap((at) => {
      const target = column(targets, at);
      const [xt, yt] = [dot(x, target), dot(y, target)];
      const entries = [xt * yy - yt * xy, yt * xx - xt * xy].map((value) => value / (xx * yy - xy * xy));
      return entries.map((value) => Math.round(1e5 * value) / 1e5 + 0);
    });
  }

  it("turns each pair of features, and asks for zero at size 0", () => {
    expect(firstMap(linearPairs())).toEqual([1, 0, 0, 1]);
    expect(firstMap(linearPairs({ turn: 90 }))).toEqual([0, -1, 1, 0]);
    expect(firstMap(linearPairs({ turn: 180, size: 2, dimension: 6 }))).toEqual([-2, 0, 0, -2]);
    expect(generate(linearPairs({ size: 0 })).training.targets?.every((value) => value === 0)).toBe(true);
  });

  it("stretches along a direction of its own, symmetrically, without changing areas", () => {
    const [a = 0, b, c, d = 0] = firstMap(linearPairs({ stretch: 2 }));
    expect(b).toBe(c);
    expect(b).not.toBe(0);
    expect(a + d).toBeCloseTo(2.5, 4);
    expect(a * d - (b ?? 0) ** 2).toBeCloseTo(1, 4);
    expect(firstMap(linearPairs({ stretch: 2, seed: 2 }))).not.toEqual([a, b, c, d]);
  });

  it("refuses an odd number of features", () => {
    expect(() => linearPairs({ dimension: 5 })).toThrow(
      "linearPairs: dimension must be even, got 5. Try dimension: 6.",
    );
  });
});

describe("shuffledBatches", () => {
  function take(batches: Generator<Int32Array, never, void>, count: number): number[][] {
    return Array.from({ length: count }, () => [...batches.next().value]);
  }

  it("covers every epoch once, in a new order", () => {
    const batches = shuffledBatches({ count: 12, batchSize: 4, seed: 1 });
    const epochs = [take(batches, 3).flat(), take(batches, 3).flat()];
    for (const epoch of epochs) expect(epoch.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(epochs[0]).not.toEqual(epochs[1]);
  });

  it("drops what is left over at the end of an epoch", () => {
    const batches = shuffledBatches({ count: 11, batchSize: 4, seed: 1 });
    for (let epoch = 0; epoch < 5; epoch++) expect(new Set(take(batches, 2).flat()).size).toBe(8);
  });

  it("repeats for a seed and changes with it", () => {
    const start = (seed: number): number[][] => take(shuffledBatches({ count: 100, batchSize: 10, seed }), 20);
    expect(start(1)).toEqual(start(1));
    expect(start(1)).not.toEqual(start(2));
  });

  it("refuses a batch larger than the set at once", () => {
    expect(() => shuffledBatches({ count: 100, batchSize: 128, seed: 1 })).toThrow(
      "batches: batchSize must not exceed the 100 examples of the training set, got 128. Try 100, or ask for a larger set.",
    );
  });

  it("picks rows of an array by index", () => {
    expect([...gatherRows(Float32Array.of(1, 2, 3, 4, 5, 6), [2], [2, 0, 2])]).toEqual([5, 6, 1, 2, 5, 6]);
  });
});
