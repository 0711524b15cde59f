import { describe, expect, it } from "vitest";
import { compileCell } from "../../src/notebook/compile-cell.ts";
import { compileFailure } from "./compile-failure.ts";

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
    ["viewof n = Inputs.range([0, 9])", 1, 1, /Write const n = view\(Inputs\.range\(\[0, 9\]\)\);/],
    ["// a knob\nviewof n = f(\n  1)", 2, 1, /Write const n = view\(…\);/],
    ["f(1,\n  viewof x)", 2, 3, /const xInput = …; const x = Generators\.input\(xInput\); and write xInput here/],
    ["viewof n == 3", 1, 1, /write nInput here/],
    ["mutable count = 0", 1, 1, /Write const count = Mutable\(0\); const setCount = .* call setCount\./],
    [
      "{ mutable count++ }",
      1,
      3,
      /In the cell that defines it write const count = Mutable\(…\).*call updateCount\(\(value\) => value \+ 1\) here/,
    ],
    ["if (a) {\n  import {range} from 'd3' }", 2, 3, /Inside a block write await import/],
    ["const [a, {b, ...a}] = c", 1, 18, /a is declared twice/],
    ["yield 1", 1, 1, /generator/],
    ["const a = 1;\nusing y = f()", 2, 1, /invalidation/],
    ["{ await using y = f() }", 1, 3, /invalidation/],
    ["() => arguments[0]", 1, 7, /functions only/],
  ])("%j at %i:%i", (source, line, column, message) => {
    const error = compileFailure(source);
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
    ['import _ from "npm:lodash"', 'cannot import "npm:lodash": a chapter loads nothing from other sites'],
    [
      'import _ from "lodash"',
      "npm:d3, npm:@observablehq/plot, npm:@observablehq/inputs, npm:htl, npm:@tensorflow/tfjs",
    ],
    ['import x from "https://example.org/x.js"', "loads nothing from other sites"],
    ['import x from "//example.org/x.js"', "loads nothing from other sites"],
    ['import x from "/\\\\example.org/x.js"', "loads nothing from other sites"],
    ['import x from "data:text/javascript,1"', "loads nothing from other sites"],
    ['import x from "jsr:@std/random"', "loads nothing from other sites"],
    ['import {rollup} from "npm:d3-array"', 'd3 holds all of it: import it from "npm:d3"'],
    ['import {sankey} from "npm:d3-sankey"', "d3-sankey is not part of d3"],
    ['import {nest} from "d3-collection"', "d3-collection is not part of d3"],
    ['import {geoAiry} from "npm:d3-geo-projection@4"', "d3-geo-projection is not part of d3"],
    ['import * as d3 from "https://cdn.jsdelivr.net/npm/d3@7/+esm"', 'carries d3: import it from "npm:d3"'],
    ['import * as tf from "https://esm.sh/@tensorflow/tfjs"', 'import it from "npm:@tensorflow/tfjs"'],
    ['import {conv2d} from "npm:@tensorflow/tfjs-core"', 'holds all of it: import it from "npm:@tensorflow/tfjs"'],
    ['import {legend} from "@d3/color-legend"', "copy the cells that define legend into this chapter"],
    ['import {a, b as c} from "@user/notebook/2"', "copy the cells that define a, b into this chapter"],
    ['import {a} from "observable:@user/notebook"', "copy the cells that define a into this chapter"],
    ['import {a} from "https://observablehq.com/@user/notebook"', "copy the cells that define a"],
    ['import {a} from "https://api.observablehq.com/@user/notebook.js?v=3"', "copy the cells that define a"],
    ['import {a} from "d/1f434ef3b0569a00"', "copy the cells that define a"],
    ['import {a} from "1f434ef3b0569a00"', "copy the cells that define a"],
    ['import * as d3 from "npm:d3@5"', "carries d3 7.9.2, not 5"],
    ['import * as Plot from "npm:@observablehq/plto"', 'Did you mean "npm:@observablehq/plot"?'],
    ['import katex from "npm:katex"', "every cell can name tex"],
    ['import x from "./x.json" with {type: "json"}', "without attributes"],
    ["import(name)", "as a plain string"],
  ])("%j is refused and the message says what a cell can import instead", (source, words) => {
    expect(compileFailure(source)).toMatchObject({
      message: expect.stringContaining(words) as string,
      line: 1,
      column: 1,
    });
  });

  it("import.meta is refused at its place", () => {
    expect(compileFailure("const u =\n  import.meta.url")).toMatchObject({ line: 2, column: 3 });
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
    const error = compileFailure(source);
    expect(error.message).toContain(words);
    expect([error.line, error.column]).toEqual([line, column]);
  });

  it.each([
    ["const a: = 3", 1, 10, "= cannot stand here"],
    ["const a: number = 3;\nconst a = 4 as number", 2, 7, "a is declared twice"],
    ["let a: number = 1, b: string = 2; x = 3", 1, 35, "x is not declared"],
    ["viewof x = 3 as number", 1, 1, "viewof is not JavaScript"],
    ["namespace A {", 1, 14, "ends too early"],
    ["return 3 as number", 1, 1, "cannot return"],
  ])("in TypeScript %j: the message points to %i:%i", (source, line, column, words) => {
    const error = compileFailure(source, "ts");
    expect(error.message).toContain(words);
    expect([error.line, error.column]).toEqual([line, column]);
  });
});
