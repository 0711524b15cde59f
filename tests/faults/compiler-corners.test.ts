/**
 * Texts that bring the compiler to its limits, and what TypeScript takes away besides types: each is refused at a line of
 * the reader's text, and a mistake in a chapter also with its file.
 */
import { describe, expect, it } from "vitest";
import { ChapterError } from "../../src/notebook/chapter-error.ts";
import { compileCell } from "../../src/notebook/compile-cell.ts";
import { stripTypes } from "../../src/notebook/strip-types.ts";
import { fence, render } from "../notebook/chapter-text.ts";
import { compileFailure } from "../notebook/compile-failure.ts";

const nested: Readonly<Record<string, string>> = {
  sum: `${"1+".repeat(3000)}1`,
  "long sum": `const a = 1;\n${"1+".repeat(20_000)}1`,
  "sum of lines": `${"'a' +\n".repeat(5000)}'b'`,
  parentheses: `${"(".repeat(9000)}1${")".repeat(9000)}`,
  "open parentheses": "(".repeat(9000),
  arrays: `const a =\n${"[".repeat(9000)}${"]".repeat(9000)}`,
  objects: `${"{a:".repeat(9000)}1${"}".repeat(9000)}`,
  calls: `${"f(".repeat(9000)}${")".repeat(9000)}`,
  chain: `a${".b()".repeat(9000)}`,
  arrows: `${"() => ".repeat(9000)}1`,
  conditions: `${"a ? b : ".repeat(9000)}c`,
  templates: `${"`${".repeat(9000)}1${"}`".repeat(9000)}`,
  powers: `${"2 ** ".repeat(9000)}2`,
  conjunction: `${"a && ".repeat(9000)}b`,
  assignments: `let a;\n${"a = ".repeat(9000)}1`,
  blocks: `${"{".repeat(9000)}${"}".repeat(9000)}`,
  "else if": `${"if (a) {} else ".repeat(9000)}{}`,
  functions: `${"(function () {".repeat(9000)}${"})".repeat(9000)}`,
  negations: `${"!".repeat(20_000)}a`,
};

describe.each(["js", "ts"] as const)("nested too deeply, in a %s cell", (mode) => {
  it.each(Object.entries(nested))("%s", (_, source) => {
    const error = compileFailure(source, mode);
    expect(error.message).toContain("nested too deeply");
    expect(error.line).toBeGreaterThanOrEqual(1);
    expect(error.line).toBeLessThanOrEqual(source.split("\n").length);
    expect(error.column).toBeGreaterThanOrEqual(1);
  });
});

it("the line of the nesting is named, not the first one", () => {
  expect(compileFailure(nested["long sum"] ?? "", "js").line).toBe(2);
  expect(compileFailure(nested["arrays"] ?? "", "ts").line).toBe(2);
});

it.each([
  ["class A {", 1, 10],
  ["class A {\n  x: number", 2, 12],
  ["class A {\n  m() {", 2, 8],
  ["interface A {", 1, 14],
  ["type A = {", 1, 11],
  ["enum A {", 1, 9],
  ["let a: {", 1, 9],
  ["function f<T", 1, 13],
])("what %j lacks is a closing brace", (source, line, column) => {
  const error = compileFailure(source, "ts");
  expect(error.message).toBe("The cell ends too early. A closing ), ], } or a value is missing.");
  expect([error.line, error.column]).toEqual([line, column]);
});

it.each([
  ["const a = 1;\nnamespace A { export const b = 1 }", 2, 1, "A cell has no namespace: A would be missing"],
  ["namespace A.B { export const b = 1 }", 1, 1, "const A = (() =>"],
  ["module A {\n  export const b = 1;\n}", 1, 1, "A cell has no namespace"],
  ["export namespace A { }", 1, 8, "A cell has no namespace"],
  ["if (x) { namespace Q { f() } }", 1, 10, "A cell has no namespace"],
  ["@dec class A {}", 1, 1, "cannot have decorators"],
  ["class A {\n  @dec() m() {}\n}", 2, 3, "cannot have decorators"],
  ["import x = require('y')", 1, 1, 'write import * as x from "…"'],
  ["export = 3", 1, 1, "Write const name = …"],
])("%j is no type and is not taken out without a word", (source, line, column, words) => {
  const error = compileFailure(source, "ts");
  expect(error.message).toContain(words);
  expect([error.line, error.column]).toEqual([line, column]);
});

it.each([
  ["declare namespace A { const b: number }", []],
  ["declare const x: number; declare function f(): void", []],
  ["declare module 'x' {}", []],
  ["declare global { interface Window {} }", []],
  ["enum A { B, C }", ["A"]],
  ["const enum A { B = 1 }", ["A"]],
  ["abstract class A { abstract f(): void; g() { return 1 } }", ["A"]],
  ["const text = 'namespace A {';", ["text"]],
  ["const text = `\nnamespace A {\n`; // module A {", ["text"]],
  ["const module = 1, namespace = 2", ["module", "namespace"]],
])("%j compiles: what runs of it is there", (source, outputs) => {
  expect(compileCell(source, { mode: "ts", stripTypes }).outputs).toEqual(outputs);
});

it.each([
  ["two headings", "## A {#x}\n\n## B {#x}\n", 9],
  ["heading and paragraph", "## A {#x}\n\ntext {#x}\n", 9],
  ["box and heading", ":::aside{#x}\nb\n:::\n\n## A {#x}\n", 11],
  ["equation and heading", "$$ a $$ {#x}\n\n## b {#x}\n", 9],
  ["two items", "- a {#x}\n- b {#x}\n", 8],
  ["two words", "a **b**{#x}\nc **d**{#x}\n", 8],
  ["a heading and the author's HTML", '<a id="x"></a>\n\n## B {#x}\n', 9],
  ["two tags of one block", "<p id=\"x\">\n</p>\n<p id='x'>\n</p>\n", 9],
  ["a cell and a heading", `${fence("1", "id=a")}\n## Cell a\n`, 11],
])("an id given twice (%s) is refused with file and line", (_, text, line) => {
  const place = new RegExp(`^chapters/02-test\\.md:${line}: the id .* (?:given twice|taken already)`);
  expect(() => render(text)).toThrow(place);
  expect(() => render(text)).toThrow(ChapterError);
});

it.each([
  ["costs \\${n}\n", "<p>costs ${n}</p>"],
  ["## Head \\${n}\n", "Head ${n} <a"],
  ["- item \\${n}\n", "<li>item ${n}</li>"],
  ["1. item \\${n}\n2. next\n", "<li>item ${n}</li>"],
  ["> quoted \\${n}\n", "<p>quoted ${n}</p>"],
  ["| a | b |\n|---|---|\n| \\${n} | x \\${m} |\n", "<td>${n}</td>\n<td>x ${m}</td>"],
  ["a \\${n}\nb \\${m}\n", "<p>a ${n}\nb ${m}</p>"],
  [":::aside\nnote \\${n}\n:::\n", "<p>note ${n}</p>"],
  ["**b \\${n}**\n", "<strong>b ${n}</strong>"],
  ["text \\${n} {#foo}\n", '<p id="foo">text ${n}</p>'],
  ["a set \\{n}\n", "<p>a set {n}</p>"],
  ["- a set \\{n}\n", "<li>a set {n}</li>"],
  ["<p>\\${n}</p>\n", "<p>${n}</p>"],
])("%j is plain text, as the message promises", (text, html) => {
  expect(render(text).html).toContain(html);
});
