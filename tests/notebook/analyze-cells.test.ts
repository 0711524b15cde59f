import { describe, expect, it } from "vitest";
import { analyzeCells } from "../../src/notebook/analyze-cells.ts";
import { findDependencies, findUpstream } from "../../src/notebook/cell-graph.ts";
import { compileCell } from "../../src/notebook/compile-cell.ts";

const cells = (sources: Readonly<Record<string, string>>) =>
  Object.entries(sources).map(([id, source]) => ({ id, source, compiled: compileCell(source, { mode: "js" }) }));

describe("the cells of a chapter together", () => {
  it("report a name that two cells define on both", () => {
    const { problems } = analyzeCells(cells({ one: "const x = 1", two: "const x = 2, y = 3", three: "x + y" }));
    expect(problems.map(({ cell, kind }) => [cell, kind])).toEqual([
      ["one", "defined-twice"],
      ["two", "defined-twice"],
    ]);
    expect(problems[0]?.message).toBe("x is defined by 2 cells (one, two). Rename it in all but one.");
  });

  it("report a circular definition on every cell of the circle and on no other", () => {
    const { problems } = analyzeCells(
      cells({ a: "const x = z", b: "const y = x", c: "const z = y", user: "z + 1", free: "const w = 1" }),
    );
    expect(problems.map(({ cell, kind }) => [cell, kind])).toEqual([
      ["a", "circular"],
      ["b", "circular"],
      ["c", "circular"],
    ]);
    expect(problems[0]?.message).toContain("a needs c needs b needs a");
  });

  it("leave names that no cell defines to run time", () => {
    const analysis = analyzeCells(cells({ a: "const x = nope + Plot", b: "x" }));
    expect(analysis.problems).toEqual([]);
    expect(analysis.unresolved).toEqual(
      new Map([
        ["a", ["nope", "Plot"]],
        ["b", []],
      ]),
    );
  });

  it("know which cells feed which, directly and through others", () => {
    const chapter = cells({ knob: "const depth = 8", run: "const run = depth", picture: "[run, depth, other]" });
    expect(findDependencies(chapter).get("picture")).toEqual(["run", "knob"]);
    expect(findUpstream(chapter, "picture")).toEqual(["run", "knob"]);
    expect(findUpstream(chapter, "knob")).toEqual([]);
  });
});
