import { expect, test } from "vitest";
import { plainError } from "../../../src/host/cell/cell-error.ts";
import { presentState, type CellState, type Standing } from "../../../src/host/cell/cell-state.ts";

const done: CellState = { kind: "done", elapsedMs: 10 };
const stand = (standing: Partial<Standing>) =>
  presentState({ base: done, problem: null, edited: false, failure: null, changed: [], ...standing });

test("a cell whose inputs changed is stale, and says which", () => {
  expect(stand({ changed: ["depth"] })).toMatchObject({ kind: "stale", reason: "depth changed" });
  expect(stand({ changed: ["depth", "seeds"] })).toMatchObject({ reason: "depth and seeds changed" });
  expect(stand({ changed: ["depth", "width", "seeds"] })).toMatchObject({ reason: "depth, width and seeds changed" });
  expect(stand({})).toBe(done);
});

test("an edit is a reason of its own, beside those of the inputs", () => {
  expect(stand({ edited: true })).toMatchObject({ kind: "stale", reason: "edited" });
  expect(stand({ edited: true, changed: ["depth"] })).toMatchObject({ reason: "edited; depth changed" });
});

test("a stopped run and an error go stale as well, a cell that never ran does not", () => {
  expect(stand({ base: { kind: "stopped", elapsedMs: 3 }, changed: ["depth"] })).toMatchObject({ kind: "stale" });
  expect(stand({ base: { kind: "error", error: plainError("no") }, changed: ["depth"] })).toMatchObject({
    kind: "stale",
  });
  expect(stand({ base: { kind: "not-run" }, changed: ["depth"] })).toEqual({ kind: "not-run" });
});

test("a recorded run that went stale keeps its label", () => {
  const label = { date: "12 May 2026", device: "a machine" };
  expect(stand({ base: { kind: "recorded", label }, changed: ["depth"] })).toMatchObject({ recorded: label });
});

test("while a cell is busy that is what is said, and a text that cannot be used comes before everything", () => {
  const queued: CellState = { kind: "queued", place: 2 };
  expect(stand({ base: queued, edited: true, changed: ["depth"] })).toBe(queued);
  expect(stand({ base: queued, problem: plainError("not JavaScript") })).toMatchObject({ kind: "error" });
});
