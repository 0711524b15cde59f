import { expect, it } from "vitest";
import { coreCounts, longestMs, schedule } from "../../scripts/bench/schedule-runs.ts";
import type { Run } from "../../src/training/contract/protocol.ts";

const run = (depth: number, steps: number): Run => ({ depth, loss: Array<number>(steps).fill(0) }) as unknown as Run;

it("ends with the worker that has most to do, and no earlier than the longest run", () => {
  const training = { runs: [run(4, 10), run(2, 10), run(2, 10)], elapsedMs: 800 };
  expect(longestMs(training, 1)).toBe(800);
  expect(longestMs(training, 2)).toBe(400);
  expect(longestMs(training, 15)).toBe(400);
});

it("counts a run that diverged only as far as it came", () => {
  expect(longestMs({ runs: [run(4, 10), run(4, 2)], elapsedMs: 120 }, 2)).toBe(100);
});

it("is no slower with more workers, and never faster than there are of them, for any training of the chapters", () => {
  const cells = schedule();
  expect(cells.map(({ cell }) => cell)).toContain("plainRuns");
  for (const { cell, aloneMs, timesAsFast } of cells) {
    expect(aloneMs, cell).toBeGreaterThan(0);
    expect(timesAsFast, cell).toEqual([...timesAsFast].sort((a, b) => a - b));
    // Three trainings of one run each, one after the other
    if (cell === "overfitRuns") expect(timesAsFast).toEqual([1, 1, 1].map((times) => expect.closeTo(times)));
    for (const [at, times] of timesAsFast.entries())
      expect(times, cell).toBeLessThanOrEqual((coreCounts[at] ?? 0) + 1e-9);
  }
});
