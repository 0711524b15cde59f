import { expect, test } from "vitest";
import type { CellState } from "../../../src/host/cell/cell-state.ts";
import { relateCells } from "../../../src/host/cell/dependencies.ts";

const done: CellState = { kind: "done", elapsedMs: 1 };
const stale: CellState = { kind: "stale", reason: "depth changed", recorded: null };

function cell(id: string, inputs: readonly string[], state = done) {
  return { id, compiled: { inputs, outputs: [id] }, state };
}

test("each cell knows what it needs and what it feeds, in the order of the page", () => {
  const cells = [cell("curve", ["run", "depth"]), cell("depth", []), cell("run", ["depth", "train"])];
  expect(relateCells(cells).map(({ id, needs, feeds }) => ({ id, needs, feeds }))).toEqual([
    { id: "curve", needs: ["depth", "run"], feeds: [] },
    { id: "depth", needs: [], feeds: ["curve", "run"] },
    { id: "run", needs: ["depth"], feeds: ["curve"] },
  ]);
});

test("a cell that needs a stale one is out of date too, however far away, and the nearest is named", () => {
  const cells = [cell("depth", []), cell("run", ["depth"], stale), cell("mean", ["run"]), cell("chart", ["mean"])];
  expect(relateCells(cells).map(({ outdated }) => outdated)).toEqual([
    null,
    "depth changed",
    "needs run, which is out of date",
    "needs run, which is out of date",
  ]);
});

test("a circle is told as it is, and does not hang", () => {
  const cells = [cell("a", ["b"], stale), cell("b", ["a"]), cell("c", ["b"])];
  expect(relateCells(cells).map(({ outdated }) => outdated)).toEqual([
    "depth changed",
    "needs a, which is out of date",
    "needs a, which is out of date",
  ]);
});
