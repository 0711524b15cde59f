import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";

function draw(count: number, next: () => number): number[] {
  return Array.from({ length: count }, next);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe("Random", () => {
  it("is xoshiro128** seeded by FNV-1a and splitmix32", () => {
    // From a separate implementation in Python's big integers, which also gives the published first outputs
    // 11520, 0, 5927040, 70819200 of xoshiro128** for the state 1, 2, 3, 4.
    const weights = new Random(7, "weights");
    const expected = [3835054909, 2744772563, 331365406, 2259036617, 2693271519, 2468318232];
    expect(draw(6, () => weights.bits())).toEqual(expected);
    const unnamed = new Random(2 ** 32 - 1, "");
    expect(draw(3, () => unnamed.bits())).toEqual([1363692059, 3358058105, 1851661954]);
  });

  it("repeats itself for the same seed and stream, and for no other", () => {
    const first = (seed: number, stream: string): number[] => {
      const random = new Random(seed, stream);
      return draw(20, () => random.bits());
    };
    expect(first(1, "weights")).toEqual(first(1, "weights"));
    const starts = [first(1, "weights"), first(2, "weights"), first(1, "batches"), first(2, "batches")];
    expect(new Set(starts.flat()).size).toBe(80);
  });

  it("fills [0, 1) evenly: sixteen bins within five standard deviations", () => {
    const random = new Random(3, "test");
    const bins = new Array<number>(16).fill(0);
    for (let i = 0; i < 160_000; i++) {
      const bin = Math.floor(random.uniform() * 16);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    expect(bins.length).toBe(16);
    for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(10_000 * (15 / 16)));
  });

  it("draws integers from 0 to count − 1 only, each of them", () => {
    const random = new Random(4, "test");
    expect(new Set(draw(1000, () => random.integer(7)))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
  });

  it("has the first four moments of the normal distribution", () => {
    const random = new Random(5, "test");
    const values = draw(200_000, () => random.normal());
    expect(mean(values)).toBeCloseTo(0, 1.9);
    expect(mean(values.map((x) => x ** 2))).toBeCloseTo(1, 1.7);
    expect(mean(values.map((x) => x ** 3))).toBeCloseTo(0, 1.2);
    expect(Math.abs(mean(values.map((x) => x ** 4)) - 3)).toBeLessThan(0.12);
    expect(mean(draw(50_000, () => random.normal(10, 2)))).toBeCloseTo(10, 1.2);
  });

  it("does not correlate the two normals of a pair, nor two streams", () => {
    const a = new Random(6, "a");
    const b = new Random(6, "b");
    expect(mean(draw(50_000, () => a.normal() * a.normal()))).toBeCloseTo(0, 1.5);
    expect(mean(draw(50_000, () => a.normal() * b.normal()))).toBeCloseTo(0, 1.5);
  });

  it("shuffles in place into a permutation that leaves no place favoured", () => {
    const random = new Random(8, "test");
    const items = Int32Array.from({ length: 100 }, (_, i) => i);
    expect(random.shuffle(items)).toBe(items);
    expect([...items].sort((x, y) => x - y)).toEqual(
      draw(
        100,
        (
          (i) => () =>
            i++
        )(0),
      ),
    );
    const firsts = [0, 0, 0, 0];
    for (let i = 0; i < 40_000; i++) {
      const [first = 0] = random.shuffle([0, 1, 2, 3]);
      firsts[first] = (firsts[first] ?? 0) + 1;
    }
    for (const count of firsts) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(7500));
  });
});
