import { describe, expect, it } from "vitest";
import { CellSyntaxError } from "../../src/notebook/cell-syntax-error.ts";
import { compileCell } from "../../src/notebook/compile-cell.ts";

function failureOf(source: string, mode: "js" | "ts" = "js"): CellSyntaxError {
  try {
    compileCell(source, { mode });
  } catch (error) {
    if (error instanceof CellSyntaxError) return error;
    throw error;
  }
  throw new Error(`compiled: ${source}`);
}

describe("a cell that cannot work is refused with the place and the way out", () => {
  it.each([
    ["x = 1", 1, 1, /x is not declared in this cell.*const x = …/],
    ["const b = 2;\na ||= 1", 2, 1, /a is not declared/],
    ["counter++", 1, 1, /counter is not declared/],
    ["for (foo of [1]) {}", 1, 6, /foo is not declared/],
    ["for (foo in {}) {}", 1, 6, /foo is not declared/],
    ["[q] = [1]", 1, 2, /q is not declared/],
    ["({a: q} = {a: 1})", 1, 6, /q is not declared/],
    ["const f = () => { x = 1 }", 1, 19, /x is not declared/],
    ["document = 1", 1, 1, /document belongs to the browser/],
    ["const Math = 1", 1, 7, /Math belongs to the browser/],
    ["export const a = 1", 1, 1, /Delete the word export/],
    ["const a = 1;\nexport default a", 2, 1, /Write const name/],
    ["if (x) return 3", 1, 8, /cannot return at its top level/],
    ["const x = yield 3", 1, 11, /generator/],
    ["const a = 1;\nlet a = 2", 2, 5, /a is declared twice/],
    ["FileAttachment(`${name}.csv`)", 1, 1, /plain string/],
    ["viewof x = Inputs.range()", 1, 1, /const x = view\(input\)/],
    ["f(1,\n  viewof x)", 2, 3, /const x = view\(input\)/],
    ["mutable x = 0", 1, 1, /Mutable\(0\)/],
    ["const a = 1;\nusing y = f()", 2, 1, /invalidation/],
    ["{ await using y = f() }", 1, 3, /invalidation/],
    ["() => arguments[0]", 1, 7, /functions only/],
  ])("%j at %i:%i", (source, line, column, message) => {
    const error = failureOf(source);
    expect(error.message).toMatch(message);
    expect([error.line, error.column]).toEqual([line, column]);
  });

  it("allows a function's own arguments and a generator's own yield and return", () => {
    const source = "function* f() { yield arguments[0]; return 1 }";
    expect(compileCell(source, { mode: "js" }).outputs).toEqual(["f"]);
  });
});

describe("imports", () => {
  it.each([
    ['import * as Plot from "npm:@observablehq/plot"', "write Plot"],
    ['import {range} from "@observablehq/inputs"', "write Inputs"],
    ['await import("@tensorflow/tfjs")', "write tf"],
    ['import d3 from "d3"', 'import of "d3"'],
    ["import(name)", "loads nothing from other sites"],
  ])("%j is refused and the message names what a cell can name instead", (source, words) => {
    expect(failureOf(source).message).toContain(words);
  });

  it("import.meta is refused at its place", () => {
    expect(failureOf("const u =\n  import.meta.url")).toMatchObject({ line: 2, column: 3 });
  });
});

describe("text that is not JavaScript", () => {
  it.each([
    ["foo(", 1, 5, "ends too early"],
    ["{a: 1, b: }", 1, 11, "} cannot stand here"],
    ["function () { retrn 5 }", 1, 21, "5 cannot stand here"],
    ["const x: number = 3", 1, 8, ": cannot stand here"],
    ["const a == 3", 1, 9, "== cannot stand here"],
    ["const a = 'open", 1, 11, "Unterminated string"],
    ["\n\n/* open", 3, 1, "Unterminated comment"],
  ])("%j: the message points to %i:%i", (source, line, column, words) => {
    const error = failureOf(source);
    expect(error.message).toContain(words);
    expect([error.line, error.column]).toEqual([line, column]);
  });

  it("a TypeScript cell is refused and told of js", () => {
    expect(failureOf("const x: number = 3", "ts").message).toMatch(/Write the cell as js/);
  });
});
