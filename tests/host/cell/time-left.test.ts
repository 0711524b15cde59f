import { expect, test } from "vitest";
import { TimeLeft } from "../../../src/host/cell/time-left.ts";

/** Feeds a run with steps of a given length; returns every estimate with the time at which it was made. */
function follow(lengths: readonly number[], total: number): { atMs: number; expectedMs: number | null }[] {
  const left = new TimeLeft();
  let atMs = 0;
  return lengths.map((ms, at) => {
    atMs += ms;
    return { atMs, expectedMs: left.observe(at + 1, total, atMs) };
  });
}

test("nothing is said before there is something to say", () => {
  const estimates = follow(Array(30).fill(100), 1000);
  expect(estimates.filter(({ atMs, expectedMs }) => atMs < 2000 && expectedMs !== null)).toEqual([]);
  expect(estimates.at(-1)?.expectedMs).toBeCloseTo(100_000, -3);
});

test("a slow first step, while engines compile, does not count", () => {
  const estimates = follow([8000, ...Array(99).fill(100)], 200);
  expect(estimates.at(-1)?.expectedMs).toBeCloseTo(8000 + 199 * 100, -3);
});

test("steps of uneven length leave the estimate where it is", () => {
  const lengths = Array.from({ length: 400 }, (_, at) => [60, 140, 90, 110][at % 4] ?? 0);
  const shown = new Set(follow(lengths, 400).flatMap(({ expectedMs }) => expectedMs ?? []));
  expect(shown.size).toBeLessThanOrEqual(3);
  for (const expectedMs of shown) expect(Math.abs(expectedMs - 40_000)).toBeLessThan(8000);
});

test("a run that becomes slower is noticed", () => {
  const estimates = follow([...Array(100).fill(50), ...Array(100).fill(200)], 400);
  expect(estimates.at(-1)?.expectedMs).toBeGreaterThan(55_000);
});

test("a second count in the same run starts anew", () => {
  const left = new TimeLeft();
  for (let at = 1; at <= 50; ++at) left.observe(at, 50, at * 100);
  expect(left.observe(1, 50, 5100)).toBeNull();
});
