// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { guessNames } from "../../src/notebook/guess-names.ts";
import { closeCells, openCells, type CellText } from "./open-cells.ts";

/**
 * Everything downstream of a cell in error says which cell causes it, until that cell is right: at once, after a reload,
 * and for whoever asks, as an exercise's check does. A text that cannot be used must not leave its old value in force.
 */
afterEach(closeCells);

const chain: readonly CellText[] = [
  { source: "const a = 1;", id: "X" },
  "const b = a + 1;",
  { source: "b * 10", id: "last" },
  { source: "a", id: "inline", place: "inline" },
];

const downstream = ["b", "last", "inline"];

/** Texts with something wrong, and how what needs `a` hears of it. */
const wrong: readonly (readonly [text: string, message: RegExp])[] = [
  ["const a = ", /ends too early/],
  ["const a = 1 +* 2;", /cannot stand here/],
  ["const a = {", /ends too early/],
  ["let b0 = (1; const a = 1;", /cannot stand here/],
  ['import {x} from "npm:lodash"; const a = x;', /cannot import "npm:lodash"/],
  ['import {nothing} from "npm:d3"; const a = 1;', /d3/],
  ["const a = await import('npm:left-pad');", /cannot import/],
  ["export const a = 1;", /Delete the word export/],
  ["const a = 1; a0 = 2;", /a0 is not declared/],
  ["const a = 1, display = 2;", /its own display/],
  ["const a = 1; const a = 2;", /declared twice/],
  ["return 1;", /cannot return/],
  ["viewof a = 1", /viewof/],
  ["const a = null.x;", /null/],
  ["const a = nope;", /nope is not defined/],
  ["const a = Promise.reject(new Error('refused'));", /refused/],
  ["const a = (function* () { throw new Error('no step'); })();", /no step/],
  ["const a = /[/;", /./],
  ["const c = 1;", /a is not defined any more: cell X defines c now/],
  ["", /a is not defined any more: cell X defines no name now/],
];

describe.each(wrong)("with %j in it", (text, message) => {
  const check = { body: "async (a) => a === 1", inputs: ["a"], outputs: [], autodisplay: true, prefixLines: 0 };
  const signal = new AbortController().signal;

  it("cell X is what those after it name, until it is right", async () => {
    const cells = await openCells(chain);
    const expectCause = (open: typeof cells) => {
      for (const id of downstream)
        expect([id, open.state(id)]).toEqual([
          id,
          { kind: "error", error: expect.objectContaining({ causedBy: "X", message: expect.stringMatching(message) }) },
        ]);
    };
    await cells.edit("X", text);
    expectCause(cells);
    await expect(cells.notebook.evaluate("check", check, signal)).rejects.toThrow();
    const again = await cells.reload();
    expectCause(again);
    await expect(again.notebook.evaluate("check", check, signal)).rejects.toThrow();
    await again.edit("X", "const a = 2;");
    expect([await again.value("last"), again.state("last").kind, again.state("X").kind]).toEqual([30, "done", "done"]);
    await again.edit("X", text);
    expectCause(again);
    await again.notebook.reset("X");
    await again.settled();
    expect(await again.value("last")).toBe(20);
    expect(await again.notebook.evaluate("check", check, signal)).toBe(true);
  });
});

it("a deleted cell is named by those that need it, until it is back or another one defines the name", async () => {
  const cells = await openCells(chain);
  await cells.remove("X");
  for (const id of downstream) expect(cells.state(id)).toMatchObject({ error: { causedBy: "X" } });
  expect(cells.state("b")).toMatchObject({ error: { message: "a is not defined any more: cell X is deleted" } });
  const again = await cells.reload();
  expect(again.state("last")).toMatchObject({ error: { causedBy: "X" } });
  const own = await again.add("const a = 4;");
  expect(await again.value("last")).toBe(50);
  await again.remove(own);
  expect(again.state("b")).toMatchObject({ error: { causedBy: own } });
  again.notebook.reader.restore("X");
  await again.settled();
  await again.settled();
  expect(await again.value("last")).toBe(20);
});

it("a cell of the reader's own that is broken is named after a reload by the names that it is about to define", async () => {
  const cells = await openCells([{ source: "own + other", id: "user" }]);
  const id = await cells.add("const own = 1, other = 2;");
  expect(await cells.value("user")).toBe(3);
  await cells.edit(id, "const own = 1;\nconst other = ;");
  const again = await cells.reload();
  expect(again.state("user")).toMatchObject({ kind: "error", error: { causedBy: id } });
});

describe("a manual cell", () => {
  const manual: readonly CellText[] = [
    { source: "const knob = 1;", id: "knob" },
    { source: "const run = knob * 7;", id: "run", run: "manual" },
    { source: "run", id: "chart" },
  ];

  it("with a broken text leaves no old value in force, and has it back with the text that it belongs to", async () => {
    const cells = await openCells(manual);
    await cells.notebook.run("run");
    expect(await cells.value("chart")).toBe(7);
    cells.notebook.draft("run", "const run = knob *");
    await cells.settled();
    expect([cells.state("run").kind, cells.state("chart").kind]).toEqual(["stale", "done"]);
    await cells.notebook.run("run");
    await cells.settled();
    expect(cells.state("run")).toMatchObject({ kind: "error", error: { causedBy: null } });
    expect(cells.state("chart")).toMatchObject({ kind: "error", error: { causedBy: "run" } });
    cells.notebook.draft("run", "const run = knob * 7;");
    await cells.settled();
    expect([cells.state("run").kind, await cells.value("chart")]).toEqual(["done", 7]);
  });

  it("with a broken text says so after a reload, recorded or not", async () => {
    for (const recordings of [{}, { run: 5 }]) {
      const cells = await openCells(manual, { recordings });
      cells.notebook.draft("run", "const run = knob *");
      const again = await cells.reload();
      expect(again.state("run")).toMatchObject({ kind: "error" });
      expect(again.state("chart")).toMatchObject({ kind: "error", error: { causedBy: "run" } });
      await again.notebook.reset("run");
      await again.settled();
      expect(again.state("run").kind).toBe("run" in recordings ? "recorded" : "not-run");
      expect(again.state("chart").kind).toBe("run" in recordings ? "done" : "waiting");
    }
  });

  it("whose input is in error keeps its value, out of date, and says which cell causes it", async () => {
    for (const recordings of [{}, { run: 5 }]) {
      const cells = await openCells(manual, { recordings });
      if (!("run" in recordings)) await cells.notebook.run("run");
      const { kind } = cells.state("run");
      for (const text of ["const knob = ", "const knob = nope;", "const other = 1;"]) {
        await cells.edit("knob", text);
        expect(cells.state("run")).toMatchObject({ kind: "stale" });
        expect(JSON.stringify(cells.state("run"))).toContain("caused by cell knob");
        await cells.notebook.reset("knob");
        await cells.settled();
        expect(cells.state("run").kind).toBe(kind);
      }
      await cells.remove("knob");
      expect(JSON.stringify(cells.state("run"))).toContain("caused by cell knob");
    }
  });
});

it("two cells with one name, and a circle, are named by those that need them", async () => {
  const cells = await openCells([
    ...chain,
    { source: "const p = q;", id: "P" },
    "const q = 1;",
    { source: "p", id: "R" },
  ]);
  const id = await cells.add("const a = 2;");
  expect(cells.state("last")).toMatchObject({ kind: "error", error: { causedBy: "X" } });
  await cells.remove(id);
  expect(await cells.value("last")).toBe(20);
  await cells.edit("q", "const q = p;");
  expect(cells.state("R")).toMatchObject({ kind: "error", error: { causedBy: "P" } });
});

it.each([
  ["const a = ", ["a"]],
  ["let a = 1;\nvar b = ;", ["a", "b"]],
  ["const {a, b: c, ...d} = ", ["a", "c", "d"]],
  ["const [x, y] = [", ["x", "y"]],
  ["async function* f(", ["f"]],
  ["class Größe {", ["Größe"]],
  ["const f = () => { const inner = 1;\nconst a = 2", ["f", "a"]],
  ["{ const inner = 1; }", []],
  ["// const no = 1\n/* let no = 2 */ 'const no = 3' `var no`", []],
  ["x.const y = 1", []],
])("the names that %j is about to define are %j", (source, names) => {
  expect(guessNames(source)).toEqual(names);
});
