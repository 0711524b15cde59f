import { RuntimeError } from "@observablehq/runtime";
import { expect, test } from "vitest";
import { refuse } from "../../../src/core/errors.ts";
import type { CellState } from "../../../src/host/cell/cell-state.ts";
import { explainFailure } from "../../../src/host/cell/explain-failure.ts";

const cell = { cellId: "chart", prefixLines: 1, body: "" };
type RuntimeErrorConstructor = new (message: string, input?: string) => RuntimeError;

function explain(error: unknown, owner: { id: string; state: CellState } | null = null): CellState {
  return explainFailure(error, cell, {
    findOwner: () => owner,
    findFormerOwner: () => null,
    isLibraryName: (name) => name === "Plot",
    missingPart: () => null,
    names: () => ["depth", "Plot"],
  });
}

function inputError(message: string, input: string): Error {
  return new (RuntimeError as unknown as RuntimeErrorConstructor)(message, input);
}

test("an error of the cell's own code is found in the reader's text", () => {
  const error = new TypeError("x is not a function");
  error.stack = "TypeError: x is not a function\n    at eval (cell-chart.js:4:7)\n    at page.js:1:1";
  expect(explain(error)).toMatchObject({
    kind: "error",
    error: { message: "TypeError: x is not a function", line: 3, column: 7 },
  });
});

test("a message made for readers stands without its kind", () => {
  const error = refuse("residualNet", "depth must be 6n + 2, got 19", "Try 20.");
  expect(explain(error)).toMatchObject({ error: { message: "residualNet: depth must be 6n + 2, got 19. Try 20." } });
});

test("the first failing cell of a chain is the cause", () => {
  const error = { message: "null has no length", line: 1, column: 1, causedBy: "first", hint: null };
  const owner = { id: "middle", state: { kind: "error", error } } as const;
  expect(explain(inputError("null has no length", "b"), owner)).toMatchObject({ error: { causedBy: "first" } });
});

test("a cell waits for the manual cell at the head of the chain", () => {
  expect(explain(inputError("not run yet", "run"), { id: "run", state: { kind: "not-run" } })).toEqual({
    kind: "waiting",
    forCell: "run",
    because: "not-run",
  });
  const waiting = { kind: "waiting", forCell: "run", because: "stopped" } as const;
  expect(explain(inputError("stopped", "mean"), { id: "mean", state: waiting })).toEqual(waiting);
});

test("unknown names get a suggestion, library parts a remedy", () => {
  expect(explain(inputError("dept is not defined", "dept"))).toMatchObject({ error: { hint: "Did you mean depth?" } });
  expect(explain(inputError("network", "Plot"))).toMatchObject({
    error: { message: "Plot could not be loaded: network", missing: "try again" },
  });
});
