import { expect, test } from "vitest";
import { exportNote } from "../../../src/components/reader/export-note.ts";
import type { CellState } from "../../../src/host/cell/cell-state.ts";
import type { CellView } from "../../../src/host/cell/cell-view.ts";

function noteOf(state: CellState, run: CellView["run"] = "manual"): string | null {
  return exportNote({ state, run } as CellView, 12_000);
}

test("an export says whose result a cell shows, and whether it was still being made", () => {
  const progress = { done: 30, total: 400, engine: "wasm", expectedMs: null };
  const running = { kind: "running", sinceMs: 0, progress, ending: null } as const;
  expect(noteOf({ kind: "recorded", label: { date: "2026-01-31", device: "a laptop" } })).toBe(
    "Recorded run: 2026-01-31, a laptop",
  );
  expect(noteOf(running)).toMatch(/^Exported before its run had ended: Running, step 30 of 400 · 12 s/);
  expect(noteOf({ kind: "queued", place: 2 })).toBe("Exported before its run had ended: Queued, place 2 in line");
  expect(noteOf({ kind: "done", elapsedMs: 3000 })).toBe("Run by the reader in 3.0 s");
  expect(noteOf({ kind: "done", elapsedMs: 3000 }, "auto")).toBeNull();
  expect(noteOf({ kind: "stale", reason: "steps changed", recorded: null })).toBe("Out of date: steps changed");
  expect(noteOf({ kind: "not-run" })).toBe("Not run");
});
