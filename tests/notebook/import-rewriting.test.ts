import { describe, expect, it } from "vitest";
import { compileCell } from "../../src/notebook/compile-cell.ts";

interface Load {
  readonly specifier: string;
  readonly wanted: unknown;
}

/** Runs a cell whose modules are plain objects, and tells what it asked for. */
async function run(source: string, modules: Readonly<Record<string, object>> = {}) {
  const { body, inputs, outputs } = compileCell(source, { mode: "js" });
  const loads: Load[] = [];
  const load = (specifier: string, wanted?: unknown) => {
    loads.push({ specifier, wanted });
    return Promise.resolve(modules[specifier]);
  };
  const cell = (0, eval)(`(${body})`) as (...values: unknown[]) => unknown;
  const value = await cell(...inputs.map(() => undefined), load);
  return { value, outputs, inputs, loads };
}

const d3 = { sum: (values: number[]) => values.reduce((a, b) => a + b, 0), max: Math.max };

describe("import declarations", () => {
  it("define default, named, renamed and quoted names and namespaces for other cells", async () => {
    const { value, outputs, inputs } = await run(
      `import html, {svg, fragment as part, "odd name" as odd} from "npm:htl";\nimport * as d3 from "npm:d3";`,
      { "npm:htl": { default: 1, svg: 2, fragment: 3, "odd name": 4 }, "npm:d3": d3 },
    );
    expect(outputs).toEqual(["html", "svg", "part", "odd", "d3"]);
    expect(value).toEqual({ html: 1, svg: 2, part: 3, odd: 4, d3 });
    expect(inputs).toEqual([]);
  });

  it("are loaded before the cell's first line, wherever they stand", async () => {
    const source =
      "const total = sum([1, 2]);\nimport {sum} from 'd3'; const most = max(3, 4);\nimport {max} from 'd3'";
    expect((await run(source, { d3 })).value).toMatchObject({ total: 3, most: 4 });
  });

  it("tell the loader where each name stands, so that a missing one can be shown", async () => {
    const { loads } = await run(`\n  import dflt, * as all from "d3";import {\n    sum } from "d3"; import "d3";`, {
      d3,
    });
    expect(loads).toEqual([
      { specifier: "d3", wanted: undefined },
      { specifier: "d3", wanted: [["default", 2, 10]] },
      { specifier: "d3", wanted: [["sum", 3, 5]] },
      { specifier: "d3", wanted: [] },
    ]);
  });

  it("leave every other character at its line and column", () => {
    const source = "/* 😀 */ import {sum\n} from 'd3'; sum(1); import('htl');\nconst a = 1";
    const { body, prefixLines } = compileCell(source, { mode: "js" });
    const lines = body.split("\n").slice(prefixLines, prefixLines + 3);
    expect(lines[0]).toBe("/* 😀 */            ");
    expect(lines[1]).toMatch(/^ {13}sum\(1\); [$\w]{6}\('htl'\);$/);
    expect(lines[2]).toBe("const a = 1");
  });
});

describe("import expressions", () => {
  it("give a promise of the module, and do not make their cell wait", async () => {
    expect(compileCell("import('d3')", { mode: "js" }).body).not.toMatch(/^async/);
    const source = "const {max} = await import('npm:d3'); const later = () => import('npm:d3').then((d3) => d3.max)";
    const { value } = await run(source, { "npm:d3": d3 });
    expect(value).toMatchObject({ max: Math.max });
    expect(await (value as { later: () => Promise<unknown> }).later()).toBe(Math.max);
  });

  it("do not clash with a name of the reader's", async () => {
    const { value } = await run("const $m0000 = 1; const d3 = await import('d3')", { d3 });
    expect(value).toEqual({ $m0000: 1, d3 });
  });
});
