import { describe, expect, it } from "vitest";
import { compileCell } from "../../src/notebook/compile-cell.ts";
import { loadCompiler } from "../../src/notebook/load-compiler.ts";
import { stripTypes } from "../../src/notebook/strip-types.ts";

const compile = (source: string) => compileCell(source, { mode: "ts", stripTypes });

function run(source: string, values: Readonly<Record<string, unknown>> = {}): unknown {
  const { body, inputs } = compile(source);
  const cell = (0, eval)(`(${body})`) as (...values: unknown[]) => unknown;
  return cell(...inputs.map((name) => values[name]));
}

describe("TypeScript cells", () => {
  it.each([
    ["const x: number = 3, y = <string>z;", ["z"], ["x", "y"], { x: 3, y: "w" }],
    ["const a = z as unknown as Foo;", ["z"], ["a"], { a: "w" }],
    ["const a = {} satisfies Foo;", [], ["a"], { a: {} }],
    ["interface Foo {\n  a: Bar;\n}\ntype Q = Foo[];", [], [], undefined],
    ["enum Colour {Red, Blue = 5}", [], ["Colour"], { Colour: { 0: "Red", 5: "Blue", Red: 0, Blue: 5 } }],
    ["const u = z!;\nlet v: Foo | null = null;", ["z"], ["u", "v"], { u: "w", v: null }],
    ["let later: number;\nlater = 2", [], ["later"], { later: 2 }],
  ])("%j", (source, inputs, outputs, value) => {
    expect(compile(source)).toMatchObject({ inputs, outputs, autodisplay: false });
    expect(run(source, { z: "w" })).toEqual(value);
  });

  it.each([
    ["(z as string).length", 1],
    ["z as string", "w"],
    ["{a: z as string, b: 2 satisfies number}", { a: "w", b: 2 }],
    ["((x: number): number => x + 1)(1) // two", 2],
    ["({label: z}) as Foo<Bar>", { label: "w" }],
  ])("display the expression %j", (source, value) => {
    expect(compile(source).autodisplay).toBe(true);
    expect(run(source, { z: "w" })).toEqual(value);
  });

  it("take functions, classes and generics as js cells do", () => {
    expect(compile("function f<T>(x?: T, ...y: T[]): x is T { return q! }")).toMatchObject({
      inputs: ["q"],
      outputs: ["f"],
    });
    expect(compile("function (x: number) { return x }").autodisplay).toBe(true);
    const source =
      "class A<T> { private x: T; constructor(readonly y: number) { this.x = y as T } }\nconst y = new A(3).y";
    expect(run(source)).toMatchObject({ y: 3 });
  });

  it("drop type imports and keep all others, for other cells", () => {
    const source = 'import type {Selection} from "npm:d3";\nimport {sum, type Arc} from "npm:d3";';
    expect(compile(source).outputs).toEqual(["sum"]);
    expect(() => compile('import {x} from "lodash"')).toThrow(/loads nothing from other sites/);
  });

  it("keep lines and columns, also behind types of several lines", () => {
    const source = "const a: {\n  b: number;\n} = z; const c: `x ${string}` = `${q}\n  ${a as any} d`; throw c";
    const { body, prefixLines } = compile(source);
    const lines = body.split("\n").slice(prefixLines);
    const original = source.split("\n");
    for (const word of ["const a", "= `${q}", "throw c", "${a", " d`"]) {
      const line = original.findIndex((text) => text.includes(word));
      expect(lines[line]?.indexOf(word), word).toBe(original[line]?.indexOf(word));
    }
  });

  it.each(["`${a as string}b`", "`${a!}b`", "f`x${a as any} `", "/`/.exec(a as string)?.[0] + ` ${a as string}`"])(
    "leave the text of the template in %s alone",
    (source) => {
      const tag = (strings: TemplateStringsArray, ...values: unknown[]) => String.raw(strings, ...values);
      const plain = source.replace(/ as \w+|!/g, "");
      const { body } = compileCell(plain, { mode: "js" });
      const expected: unknown = ((0, eval)(`(${body})`) as (...values: unknown[]) => unknown)(
        ...compileCell(plain, { mode: "js" }).inputs.map((name) => (name === "f" ? tag : "`")),
      );
      expect(run(source, { a: "`", f: tag })).toBe(expected);
    },
  );

  it("are compiled by what loadCompiler brings, and js cells without it", async () => {
    expect((await loadCompiler("ts"))("const a: number = 1").outputs).toEqual(["a"]);
    const compileJavaScript = await loadCompiler("js");
    expect(() => compileJavaScript("const a: number = 1")).toThrow(/: cannot stand here/);
  });
});
