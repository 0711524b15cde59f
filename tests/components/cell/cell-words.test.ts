import { expect, test } from "vitest";
import { describeState, formatTimeLeft } from "../../../src/components/cell/cell-words.ts";
import type { CellState } from "../../../src/host/cell/cell-state.ts";
import type { CellView } from "../../../src/host/cell/cell-view.ts";

const describe = (state: CellState, nowMs = 0) => describeState({ state, run: "manual" } as CellView, nowMs);
const progress = { done: 240, total: 1200, engine: "wasm (SIMD)", expectedMs: 60_000 };

test("a training says its step, its time, what is left and what trains it", () => {
  const state: CellState = { kind: "running", sinceMs: 1000, progress, ending: null };
  expect(describe(state, 13_000)).toEqual({
    word: "Running",
    detail: "step 240 of 1,200 · 12 s · about 50 s left · wasm (SIMD)",
  });
});

test("what counts no steps says its time only", () => {
  const uncounted = { ...progress, done: 0, total: 0 };
  expect(describe({ kind: "running", sinceMs: 0, progress: uncounted, ending: null }, 1000).detail).toBe("1.0 s");
});

test("what is left is not said while nothing is known, nor of a run that is ending", () => {
  const unknown: CellState = {
    kind: "running",
    sinceMs: 0,
    progress: { ...progress, engine: null, expectedMs: null },
    ending: null,
  };
  expect(describe(unknown, 1000).detail).toBe("step 240 of 1,200 · 1.0 s");
  expect(describe({ kind: "running", sinceMs: 0, progress, ending: "stopping" }, 1000).detail).not.toContain("left");
});

test("what is left is as coarse as an estimate is", () => {
  const said = [-3000, 500, 5000, 11_000, 42_000, 93_000, 100_000, 600_000].map(formatTimeLeft);
  expect(said).toEqual([
    "almost done",
    "almost done",
    "a few seconds left",
    "about 10 s left",
    "about 40 s left",
    "about 90 s left",
    "about 2 min left",
    "about 10 min left",
  ]);
});

test("a queued training says its place, a stopped one what became of its curve, a stale one why", () => {
  expect(describe({ kind: "queued", place: 2 }).detail).toBe("place 2 in line");
  expect(describe({ kind: "stopped", elapsedMs: 4200 }).detail).toBe("after 4.2 s; the last values are kept");
  expect(describe({ kind: "stale", reason: "depth changed", recorded: null })).toEqual({
    word: "Out of date",
    detail: "depth changed",
  });
});
