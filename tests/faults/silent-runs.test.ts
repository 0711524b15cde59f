// @vitest-environment jsdom
import { afterEach, describe, expect, test } from "vitest";
import type { CellState } from "../../src/host/cell/cell-state.ts";
import { closeCells, openCells, type CellText, type OpenCells } from "./open-cells.ts";

/**
 * Kind: a Run that does nothing. Whatever an automatic cell reports of a text, a manual cell reports of it on Run: the
 * same state, the same words, the same remedy; whether it has a recorded run or none, at the first Run and at a second.
 */
afterEach(closeCells);

const before: readonly CellText[] = [
  "const overfit = (runs) => runs;",
  { source: 'throw new Error("the knob is stuck")', id: "stuck" },
  { source: 'const fails = (() => { throw new Error("the knob is stuck"); })()', id: "fails" },
  { source: "const twice = 1;", id: "first" },
  { source: "const twice = 2;", id: "second" },
  { source: "const trained = 1;", id: "trained", run: "manual" },
];

const texts: readonly (readonly [what: string, source: string, message: RegExp])[] = [
  ["a name that does not exist", "const out = nope(1);", /nope is not defined/],
  ["a name that is nearly there", "const out = overfti(1);", /overfti is not defined/],
  [
    "a name that does not exist, not at once",
    "const out = await Promise.resolve().then(() => nope);",
    /nope is not defined/,
  ],
  ["a cell that fails", "const out = fails + 1;", /the knob is stuck/],
  ["a name that two cells define", "const out = twice + 1;", /twice/],
  ["itself", "const out = out + 1;", /out/],
  ["a syntax that ends too early", "const out = {", /ends too early/],
  ["an assignment to another cell's name", "const out = (overfit = 1);", /overfit/],
  ["an import that there is not", 'const out = await import("npm:left-pad");', /cannot import/],
  ["an error that is thrown", 'const out = (() => { throw new Error("no step"); })();', /no step/],
  ["something thrown that is no error", 'const out = (() => { throw "no step"; })();', /no step/],
  ["a promise that is refused", 'const out = Promise.reject(new Error("refused"));', /refused/],
  ["a generator that fails", 'const out = (function* () { yield 1; throw new Error("no more"); })();', /no more/],
  ["an expression that fails", "nope + 1", /nope is not defined/],
  ["a property of nothing", "const out = null.length;", /null/],
  ["a return that cannot be", "return 1;", /cannot return/],
  ["a value that has not been run", "const out = trained + 1;", /^waiting for trained$/],
];

describe.each(texts)("%s", (_, source, message) => {
  test("is reported by a manual cell as by an automatic one", async () => {
    const auto = await run(source, "auto");
    expect(auto.words).toMatch(message);
    for (const recordings of [{}, { cell: 7 }]) {
      const manual = await run(source, "manual", recordings);
      expect(manual).toEqual(auto);
    }
  });
});

test("a manual cell that was right and is not any more says so at the next Run", async () => {
  const cells = await openCells([...before, { source: "const out = 1;", id: "cell", run: "manual" }]);
  await runOnce(cells);
  expect(cells.state("cell").kind).toBe("done");
  await cells.edit("cell", "const out = nope(1);");
  await runOnce(cells);
  expect(describeState(cells.state("cell")).words).toMatch(/nope is not defined/);
  await cells.edit("cell", "const out = 2;");
  await runOnce(cells);
  expect(cells.state("cell").kind).toBe("done");
});

interface Reported {
  readonly kind: CellState["kind"];
  readonly words: string;
  readonly hint: string | null;
  readonly line: number | null;
  readonly causedBy: string | null;
}

async function run(source: string, mode: "auto" | "manual", recordings: object = {}): Promise<Reported> {
  const published = mode === "auto" ? source : "const other = 0;";
  const cell: CellText = { source: "const other = 0;", id: "cell", run: mode };
  const cells = await openCells([...before, cell], { recordings: recordings as Record<string, unknown> });
  await cells.edit("cell", source);
  if (published !== source) await runOnce(cells);
  const first = describeState(cells.state("cell"));
  await runOnce(cells);
  expect(describeState(cells.state("cell"))).toEqual(first);
  closeCells();
  return first;
}

async function runOnce(cells: OpenCells): Promise<void> {
  void cells.notebook.run("cell");
  await cells.settled();
}

function describeState(state: CellState): Reported {
  if (state.kind !== "error") {
    const words = state.kind === "waiting" ? `waiting for ${state.forCell}` : "";
    return { kind: state.kind, words, hint: null, line: null, causedBy: null };
  }
  const { message, hint, line, causedBy } = state.error;
  return { kind: "error", words: message, hint: hint ?? null, line, causedBy };
}
