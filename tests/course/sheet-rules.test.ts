import { expect, it } from "vitest";
import { readRules } from "../../src/course/sheet-rules.ts";

it("reads the rules that hold without conditions, in their order", () => {
  const css = `/* .no { fill: red } */ .a :is(b, i), .c { fill: red; stroke: var(--ink); }
    @media print { .a { fill: blue } } @import "x.css"; .d { & .e { fill: red } } .f{opacity:1}`;
  expect(readRules(css)).toEqual([
    { selectors: [".a :is(b, i)", ".c"], declarations: "fill: red; stroke: var(--ink);" },
    { selectors: [".f"], declarations: "opacity:1" },
  ]);
});
