import { describe, expect, it } from "vitest";
import { compileCell } from "../../src/notebook/compile-cell.ts";
import { stripTypes } from "../../src/notebook/strip-types.ts";

/**
 * Names that every run of a cell has of its own. A cell that defined one was accepted, and then nobody saw its definition,
 * or every other cell lost what it relied on: such a definition is refused where it stands.
 */
const compile = (source: string, mode: "js" | "ts" = "js") =>
  compileCell(source, mode === "js" ? { mode } : { mode, stripTypes });

const names = ["display", "view", "invalidation", "visibility", "$$turn"];

const definitions: readonly ((name: string) => readonly [source: string, line: number, column: number])[] = [
  (name) => [`const ${name} = 1;`, 1, 7],
  (name) => [`let ${name};`, 1, 5],
  (name) => [`var a = 1, ${name} = 2;`, 1, 12],
  (name) => [`function ${name}() {}`, 1, 10],
  (name) => [`async function* ${name}() {}`, 1, 17],
  (name) => [`class ${name} {}`, 1, 7],
  (name) => [`const a = 1;\nconst {b, c: ${name}} = x;`, 2, 14],
  (name) => [`const {${name}} = Inputs;`, 1, 8],
  (name) => [`const [a, [${name} = 2]] = x;`, 1, 12],
  (name) => [`const {a, ...${name}} = x;`, 1, 14],
  (name) => [`import ${name} from "npm:d3";`, 1, 8],
  (name) => [`import {scaleLinear as ${name}} from "npm:d3";`, 1, 24],
  (name) => [`import * as ${name} from "npm:d3";`, 1, 13],
];

describe.each(names)("%s", (name) => {
  it.each(definitions.map((definition) => definition(name)))("is refused in %j", (source, line, column) => {
    expect(() => compile(source)).toThrow(name);
    expect(() => compile(source)).toThrow("Choose another name.");
    expect(() => compile(source)).toThrow(expect.objectContaining({ line, column }));
  });

  it.each([`${name} = 1`, `${name}++;`, `[${name}] = [1];`, `for (${name} of [1]);`])(
    "cannot be assigned: %j",
    (source) => {
      expect(() => compile(source)).toThrow("Choose another name.");
    },
  );

  it.each([
    `{ const ${name} = 1; }`,
    `const f = (${name}) => ${name};`,
    `function f() { const ${name} = 1; return ${name}; }`,
    `for (const ${name} of [1]);`,
    `const a = {${name}: 1}.${name};`,
    `try {} catch (${name}) {}`,
  ])("may be named where no other cell sees it: %j", (source) => {
    expect(() => compile(source)).not.toThrow();
  });
});

it("holds for TypeScript as well", () => {
  expect(() => compile("const display: number = 1;", "ts")).toThrow("Every cell has its own display");
  expect(() => compile("enum view { A }", "ts")).toThrow("Every cell has its own view");
});

/** Names that a cell may take over from the page: what the others mean by them follows (`shadowed-names`). */
it.each(["width", "now", "dark", "train", "d3", "Inputs", "html", "location", "name", "self"])(
  "leaves %s to the cells",
  (name) => {
    expect(compile(`const ${name} = 1;`).outputs).toEqual([name]);
  },
);

it.each(["Math", "window", "document", "undefined", "arguments", "NaN"])("says of %s whose it is", (name) => {
  expect(() => compile(`const ${name} = 1;`)).toThrow();
});
