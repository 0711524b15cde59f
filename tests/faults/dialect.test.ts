/**
 * Cells as Observable's own dialect writes them, pasted into a chapter. None of them is JavaScript; each gets what does the
 * same in JavaScript, at its place, and what it says works when it is done.
 */
import { expect, it } from "vitest";
import { compileCell } from "../../src/notebook/compile-cell.ts";
import { observableHint, memberHint } from "../../src/host/cell/observable-names.ts";
import { compileFailure } from "../notebook/compile-failure.ts";

it.each([
  ["chart = {\n  const a = 1;\n  return a;\n}", 1, 1, "const chart = (() => { … })();"],
  ["chart = { const a = 1; return a; }", 1, 1, "const chart = (() => { const a = 1; return a; })();"],
  ["// a chart\nchart = {\n  yield 1;\n  yield 2;\n};", 2, 1, "const chart = (function* () { … })();"],
  ["x = { await f(); return 2 }", 1, 1, "const x = await (async () => { await f(); return 2 })();"],
  ["x = { for await (const y of z) yield y }", 1, 1, "const x = (async function* () {"],
  ["x = { let i = 0; while (true) { yield i++; } }", 1, 1, "const x = (function* () {"],
  ["const x = { const a = 1; return a; }", 1, 7, "const x = (() => { const a = 1; return a; })();"],
  ["x = { a; }", 1, 1, "const x = (() => { a; })();"],
  ["x = yield 1", 1, 1, "const x = (function* () { yield 1; })();"],
  ["{ return 5 }", 1, 3, "Write (() => { return 5 })(), which shows"],
  ["{\n  const a = 1;\n  return a;\n}", 3, 3, "Write (() => { … })(), which shows"],
  ["{ yield 1; }", 1, 3, "Write the generator (function* () { yield 1; })()"],
  ["{ await f(); return 1 }", 1, 14, "Write await (async () => { await f(); return 1 })()"],
  ["viewof n = Inputs.range([0, 9])", 1, 1, "Write const n = view(Inputs.range([0, 9]));"],
  ["viewof g = {\n  const form = html`<form>`;\n  return form;\n}", 1, 1, "Write const g = view((() => { … })());"],
  ["viewof g = { return f() }", 1, 1, "Write const g = view((() => { return f() })());"],
  ["viewof g = { const a = await f(); return a }", 1, 1, "view(await (async () => {"],
  ["viewof g = { yield f() }", 1, 1, "view shows one element, so return it in the place of yield"],
  ["viewof a = f()\nviewof b = g()", 1, 1, "Write const a = view(f());"],
  ["a = 1\n\nviewof b = g()", 3, 1, "Write const b = view(g());"],
  ["viewof a = viewof b", 1, 1, "Write const a = view(bInput);"],
  ["mutable count = 0", 1, 1, "Write const count = Mutable(0); const setCount = (value) => (count.value = value);"],
  ["mutable list = { return [] }", 1, 1, "const list = Mutable((() => { return [] })());"],
  ["mutable n = mutable n + 1", 1, 1, "Write setN(readN() + 1)"],
  ["{ mutable count = 3 }", 1, 3, "call setCount(value) here"],
  ["{ mutable count++ }", 1, 3, "call updateCount((value) => value + 1) here"],
  ["mutable count.value++", 1, 1, "call updateCount((value) => value + 1) here"],
  ["() => { mutable sum += x }", 1, 9, "const updateSum = (change) => (sum.value = change(sum.value));"],
  ["x = (mutable count) + 1", 1, 6, "call readCount() here"],
  ["html`<b>${viewof x}</b>`", 1, 11, "define it with const xInput = …; const x = Generators.input(xInput);"],
  ["x = { return viewof y.value }", 1, 1, "const x = (() => { return yInput.value })();"],
  ["Inputs.bind(Inputs.number(), viewof x)", 1, 30, "write xInput here"],
  ['import {a} from "@user/notebook"', 1, 1, "copy the cells that define a into this chapter"],
  ['import {viewof a} from "@user/notebook"', 1, 9, "Copy the cells that define a into this chapter"],
  ['import {viewof a, a} from "@user/notebook"', 1, 9, "viewof is not JavaScript"],
  ['import {mutable a as b} from "@user/notebook"', 1, 9, "Copy the cells that define b"],
  [
    'import {chart} with {data} from "@user/n"',
    1,
    1,
    "define chart into this chapter, and let them use this chapter's data",
  ],
  ['import {chart} with {viewof n as m} from "@user/n"', 1, 1, "let them use this chapter's m"],
  ["document = { return 1 }", 1, 1, "document belongs to the browser"],
  ["chart = {\n  const svg = create(;\n  return svg;\n}", 2, 22, "; cannot stand here"],
  ["chart = {\n  const svg = 1;\n  return svg;\n", 4, 1, "ends too early"],
])("%j at %i:%i", (source, line, column, words) => {
  const error = compileFailure(source);
  expect(error.message).toContain(words);
  expect([error.line, error.column]).toEqual([line, column]);
});

it.each([
  ["chart = {\n  const a: number = 1;\n  return a;\n}", "const chart = (() => { … })();"],
  ["viewof c = {\n  const f: HTMLElement = html`<b>`;\n  return f;\n}", "const c = view((() => { … })());"],
  ["mutable c = {\n  const f: number = 1;\n  return f;\n}", "const c = Mutable((() => { … })());"],
  ["chart = {\n  let a = 1 as number;\n  yield a;\n}", "const chart = (function* () { … })();"],
])("in a TypeScript cell %j", (source, words) => {
  expect(compileFailure(source, "ts").message).toContain(words);
});

it.each([
  "{ a: 1 }",
  "{ const a = 1; a }",
  "md`text`",
  "html`<b>`",
  "await x",
  "function f() { return 1 }",
  "{ f(); }",
])("%j is both, and stays as it is", (source) => {
  expect(compileCell(source, { mode: "js" }).body).toContain(source);
});

it.each([
  ["x = { const a = 1; return a; }", { x: 1 }],
  ["x = { const a = await two; return a + 1; }", { x: 3 }],
  ["x = { return [1, 2].map((n) => n + 1) }", { x: [2, 3] }],
])("what is said of %j does the same", async (source, values) => {
  const [, script = ""] = /write (const x = .*;)/.exec(compileFailure(source).message) ?? [];
  await expect(run(script, { two: Promise.resolve(2) })).resolves.toEqual(values);
});

it("a generator's values come one after the other", async () => {
  const [, script = ""] = /write (const x = .*;)/.exec(compileFailure("x = { yield 1; yield 2; }").message) ?? [];
  const { x } = (await run(script)) as { x: Iterable<number> };
  expect([...x]).toEqual([1, 2]);
});

it("a mutable is set, changed and read through what its own cell gives", async () => {
  const words = ["mutable n = 1", "{ mutable n += 4 }", "(mutable n)"].map((source) => compileFailure(source).message);
  const found = words.flatMap((text) => text.match(/const \w+ = \((?:value|change)?\) => .*?(?=;)/g) ?? []);
  const state = (
    await run(`const n = {value: 1}; ${[...new Set(found)].join("; ")}; const all = [n, setN, updateN, readN];`)
  ).all as [{ value: number }, (value: number) => void, (change: (value: number) => number) => void, () => number];
  const [n, set, update, read] = state;
  set(5);
  update((value) => value + 4);
  expect([n.value, read()]).toEqual([9, 9]);
});

async function run(script: string, values: Readonly<Record<string, unknown>> = {}): Promise<Record<string, unknown>> {
  const { body, inputs } = compileCell(script, { mode: "js" });
  const create = (0, eval)(`($$turn) => (${body})`) as (guard: () => void) => (...values: unknown[]) => unknown;
  return (await create(() => {})(...inputs.map((name) => values[name]))) as Record<string, unknown>;
}

it.each([
  ["require", 'const d3 = require("d3@7")', "write d3, which every cell can name"],
  ["require", 'require("d3@5")', 'carries d3 7.9.2, not 5. Import it from "npm:d3"'],
  ["require", "require('@observablehq/plot')", "write Plot, which every cell can name"],
  ["require", 'require("lodash@4")', "a chapter loads nothing from other sites"],
  ["require", "require(name)", 'import * as d3 from "npm:d3"'],
  ["DOM", "DOM.canvas(3, 4)", 'document.createElement("canvas")'],
  ["DOM", "DOM.context2d(3, 4)", 'getContext("2d")'],
  ["DOM", "DOM.uid('clip')", 'const id = "clip-1"'],
  ["DOM", "DOM", "its members have plain ways"],
  ["Files", "Files.text(file)", "await file.text()"],
  ["Promises", "Promises.delay(1000, x)", "new Promise((resolve) => setTimeout(resolve, ms))"],
  ["Promises", "Promises.tick(100)", "ms - (Date.now() % ms)"],
  ["DuckDBClient", "DuckDBClient.of({})", "this course does not"],
  ["observable", "observable.params", "this course does not"],
])("%s in %j gets a hint", (name, code, words) => {
  expect(observableHint(name, code)).toContain(words);
});

it("members that Observable's Generators have and the course's do not get one too", () => {
  expect(memberHint("TypeError: Generators.range is not a function")).toContain("write d3.range(start, stop, step)");
  expect(memberHint("TypeError: Generators.toString is not a function")).toBeNull();
  expect(memberHint("TypeError: x.y is not a function")).toBeNull();
});
