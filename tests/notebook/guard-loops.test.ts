import { expect, test } from "vitest";
import { compileCell } from "../../src/notebook/compile-cell.ts";
import { columnWithoutGuards } from "../../src/notebook/loop-guard-name.ts";

/** Runs a cell with no inputs; returns its names and how often it asked for leave. */
function run(source: string): { readonly value: unknown; readonly turns: number } {
  const { body } = compileCell(source, { mode: "js" });
  let turns = 0;
  const create = (0, eval)(`($$turn) => (${body}\n)`) as (guard: () => void) => () => unknown;
  const value = create(() => {
    if (++turns > 100) throw new Error("ended");
  })();
  return { value, turns };
}

test.each([
  ["for", "let s = 0; for (let i = 0; i < 3; ++i) { s += i; }"],
  ["for without braces", "let s = 0; for (let i = 0; i < 3; ++i) s += i"],
  ["for of", "let s = 0; for (const i of [0, 1, 2]) s += i;"],
  ["for in", "let s = 0; for (const i in [0, 1, 2]) s += Number(i);"],
  ["while", "let s = 0, i = 0; while (i < 3) s += i++;"],
  ["do", "let s = 0, i = 0; do s += i++; while (i < 3);"],
  ["do with braces", "let s = 0, i = 0; do { s += i; ++i } while (i < 3)"],
  ["with a label", "let s = 0; outer: for (let i = 0; ; ++i) { if (i > 2) break outer; s += i; }"],
])("%s: the result is the same, and every turn asks", (_, source) => {
  const { value, turns } = run(source);
  expect(value).toMatchObject({ s: 3 });
  expect(turns).toBeGreaterThanOrEqual(3);
});

test("loops within loops, functions and expressions keep their meaning", () => {
  expect(
    run("let s = 0; for (const a of [1, 2]) for (const b of [1, 2]) if (a === b) s += a; else s += 10;").value,
  ).toEqual({
    s: 23,
  });
  expect(run("[1, 2].map((n) => { let f = 1; for (;;) if ((f *= 2) > n) return f; })").value).toEqual([2, 4]);
});

test.each([
  ["an empty loop", "for (;;);"],
  ["a declaration that calls itself", "function f(n) { return f(n - 1) + f(n - 2); } f(40);"],
  ["an arrow that calls itself", "const f = (n) => n < 2 ? n : f(n - 1) + f(n - 2); f(40);"],
  ["an arrow that returns an object", "const f = (n) => ({a: f(n - 1), b: f(n - 2)}); f(40);"],
  [
    "two that call each other",
    "const a = (n) => b(n) + b(n); const b = (n) => { return n < 1 ? 1 : a(n - 1) }; a(30);",
  ],
  ["a method", "class T { walk(n) { return n < 1 ? 0 : this.walk(n - 1) + this.walk(n - 1); } } new T().walk(30);"],
])("%s is ended from within", (_, source) => {
  expect(() => run(source)).toThrow("ended");
});

test("a loop that is said to be long is left alone, with what it holds", () => {
  expect(run("let s = 0; /* long */ for (let i = 0; i < 30; ++i) for (let j = 0; j < 30; ++j) ++s;").turns).toBe(0);
  expect(run("let s = 0;\n// long\nfor (let i = 0; i < 3; ++i) ++s;").turns).toBe(0);
  expect(run("let s = 0; /* so long */ for (let i = 0; i < 3; ++i) ++s;").turns).toBe(3);
});

test("code without loops stays as it is, and the columns of any other can be told", () => {
  expect(compileCell("const a = [1].map((n) => n + 1);", { mode: "js" }).body).not.toContain("$$turn");
  const source =
    "for (const a of []) if (a) for (;;) a.b.c(); do { more() } while (1); const f = (n) => f(f(n)); // here";
  const line = compileCell(source, { mode: "js" }).body.split("\n")[1] ?? "";
  for (const word of ["for", "if", "a.b", "more", "while", "f(n)", "here"])
    expect(columnWithoutGuards(line, line.lastIndexOf(word) + 1)).toBe(source.lastIndexOf(word) + 1);
});
