import { describe, expect, it } from "vitest";
import { compileCell } from "../../src/notebook/compile-cell.ts";

const compile = (source: string) => compileCell(source, { mode: "js" });

/** Evaluates a body as the host does, and calls it with values for its inputs. */
function run(source: string, values: Readonly<Record<string, unknown>> = {}): unknown {
  const { body, inputs } = compile(source);
  const create = (0, eval)(`($$turn) => (${body})`) as (guard: () => void) => (...values: unknown[]) => unknown;
  const cell = create(() => {});
  return cell(...inputs.map((name) => values[name]));
}

describe("kinds of cells", () => {
  it.each([
    ["1+2", 3],
    ["{foo: 1}", { foo: 1 }],
    ["1, 2", 2],
    ["1 + 2 // three", 3],
    ["`${1}` // ${", "1"],
    ["\n  [1]\n", [1]],
  ])("displays the expression %j", (source, value) => {
    expect(compile(source)).toMatchObject({ autodisplay: true, outputs: [] });
    expect(run(source)).toEqual(value);
  });

  it("does not display 1+2; with a semicolon", () => {
    expect(compile("1+2;").autodisplay).toBe(false);
    expect(run("1+2;")).toBeUndefined();
  });

  it("takes {const z = 3;} for a block without outputs", () => {
    expect(compile("{const z = 3;}")).toMatchObject({ autodisplay: false, outputs: [] });
  });

  it.each(["", "\n", "// nothing here", "/* nor here */"])("compiles %j to a cell that does nothing", (source) => {
    expect(compile(source)).toMatchObject({ inputs: [], outputs: [], autodisplay: false });
    expect(run(source)).toBeUndefined();
  });

  it("takes an anonymous function or class for an expression, a named one for a declaration", () => {
    expect(compile("function () {}")).toMatchObject({ autodisplay: true, outputs: [] });
    expect(compile("class {}")).toMatchObject({ autodisplay: true, outputs: [] });
    expect(compile("function f() {}")).toMatchObject({ autodisplay: false, outputs: ["f"] });
    expect(compile("async function* f() {}").outputs).toEqual(["f"]);
    expect(compile("class A {}")).toMatchObject({ autodisplay: false, outputs: ["A"] });
  });

  it("leaves the display of an expression to a cell that calls display or view itself", () => {
    expect(compile("display(1), 2")).toMatchObject({ autodisplay: false, inputs: ["display"] });
    expect(compile("((display) => display)(1)").autodisplay).toBe(true);
  });
});

describe("outputs", () => {
  it("returns const, let, var, function and class", () => {
    const source = "const a = 1; let b = 2; var c = 3; function d() { return 4; }\nclass E {}";
    expect(compile(source).outputs).toEqual(["a", "b", "c", "d", "E"]);
    expect(run(source)).toMatchObject({ a: 1, b: 2, c: 3 });
  });

  it("returns what nested destructuring with defaults and rest declares", () => {
    const source = "const {a, b: [c, ...d], e: {f = 5} = {}, ...g} = x";
    expect(compile(source)).toMatchObject({ inputs: ["x"], outputs: ["a", "c", "d", "f", "g"] });
    expect(run(source, { x: { a: 1, b: [2, 3, 4], h: 6 } })).toEqual({ a: 1, c: 2, d: [3, 4], f: 5, g: { h: 6 } });
  });

  it("keeps a var in a block and the variable of a loop to the cell", () => {
    expect(compile("{ var v = 1 }\nfor (var i = 0; i < 2; ++i) {}").outputs).toEqual([]);
  });

  it("returns after a last line that is a comment", () => {
    expect(run("const a = 1 // one")).toEqual({ a: 1 });
  });
});

describe("inputs", () => {
  it.each([
    ["const f = (a = b) => a + c", ["b", "c"]],
    ["{ let x = 1; x } ", []],
    ["{ let x = 1 }\nx", ["x"]],
    ["try { q } catch (e) { e }", ["q"]],
    ["function f(x, ...rest) { return x + rest + y + arguments.length }", ["y"]],
    ["({x, y: z, [w]: 1}).u?.v", ["x", "z", "w"]],
    ["class B extends A { static s = q; #p; m() { return this.#p } }", ["A", "q"]],
    ["label: for (const i of n) { continue label }", ["n"]],
    ["`${depth} ${width}`", ["depth", "width"]],
    ["depth + depth", ["depth"]],
    ["tag`x`", ["tag"]],
  ])("of %j are %j", (source, inputs) => {
    expect(compile(source).inputs).toEqual(inputs);
  });

  it("are not the browser's globals", () => {
    expect(compile("[Math, window, document, console, fetch, Promise, undefined, NaN, this]").inputs).toEqual([]);
  });
});

describe("bodies", () => {
  it("are strict", () => {
    expect(run("(function () { return this })()")).toBeUndefined();
    expect(() => run("let x;\n(() => { x = Object.freeze({}); x.y = 1 })()")).toThrow(TypeError);
  });

  it("are async exactly when they await at their top level", async () => {
    await expect(run("await x", { x: Promise.resolve(7) })).resolves.toBe(7);
    const loop = "let sum = 0;\nfor await (const x of y) sum += x;";
    await expect(run(loop, { y: [1, Promise.resolve(2)] })).resolves.toEqual({ sum: 3 });
    expect(compile("async () => { await 1 }").body).not.toMatch(/^async/);
  });

  it.each(["f(\n  x)", "const a = 1;\n\nthrow a", "\n\nx", "// c\nx"])(
    "hold %j unchanged, from the first column of the second line on",
    (source) => {
      const { body, prefixLines } = compile(source);
      expect(prefixLines).toBe(1);
      expect(body.split("\n").slice(prefixLines).join("\n").startsWith(source)).toBe(true);
    },
  );
});
