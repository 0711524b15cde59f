// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { sameValue } from "../../src/host/runtime/same-value.ts";
import { measureValue } from "../../src/host/cell/value-size.ts";
import { closeCells, openCells } from "./open-cells.ts";

/**
 * Values are shown and handed on as they are: nobody calls their getters, takes their names for a promise's or a
 * generator's, or fails because they refuse to be looked at. Names are names, `then` and `__proto__` too.
 */
afterEach(closeCells);

describe("a cell that defines", () => {
  it.each(["then", "next", "constructor", "toString", "valueOf", "hasOwnProperty", "__proto__", "get"])(
    "%s gives it to the others, alone and beside another name",
    async (name) => {
      for (const before of ["", "await null; "]) {
        const cells = await openCells([
          `${before}const ${name} = (resolve) => resolve?.("taken apart") ?? 1, beside = 2;`,
          { source: `[typeof ${name}, beside, ${name}()]`, id: "user" },
          { source: `const {${name}: mine} = {${name}: 3}; const both = [mine, typeof ${name}];`, id: "other" },
        ]);
        const [first = ""] = cells.notebook.cells;
        expect(cells.state(first)).toMatchObject({ kind: "done" });
        expect(await cells.value("user")).toEqual(["function", 2, 1]);
        // No promise can hold an object with a method then.
        if (name !== "then") expect(Object.keys((await cells.value(first)) as object)).toEqual([name, "beside"]);
        await cells.edit(first, `${before}const ${name} = 5;`);
        expect(cells.state("user").kind).toBe("error");
        await cells.edit("user", `${name} + 1`);
        expect(await cells.value("user")).toBe(6);
        cells.notebook.dispose();
      }
    },
  );

  it("several of them in a manual cell has its recording under their names", async () => {
    const cells = await openCells(
      [
        { source: "const then = 1, toString = 2;", id: "both", run: "manual" },
        { source: "[then, toString]", id: "user" },
      ],
      { recordings: { both: { then: 3, toString: 4 } } },
    );
    expect(await cells.value("user")).toEqual([3, 4]);
    await cells.notebook.run("both");
    await cells.settled();
    expect(await cells.value("user")).toEqual([1, 2]);
  });
});

/** Expressions, with what the page shows of them; `log` is told of getters that are called before that. */
const values: readonly (readonly [source: string, shown: RegExp])[] = [
  [`({get x() { throw new Error("no"); }})`, /Object \{x: /],
  [`({get x() { throw new Error("no"); }, next: 1})`, /Object \{/],
  [`({get then() { throw new Error("no"); }})`, /Object \{then: /],
  [`({get next() { throw new Error("no"); }, return() {}})`, /Object \{/],
  [`({then: 5})`, /Object \{then: 5\}/],
  [`({next: 5, return: 6})`, /Object \{next: 5, return: 6\}/],
  [`({next() {}})`, /Object \{next: /],
  [`Object.create(null)`, /Object/],
  [`Object.assign(Object.create(null), {then: 1, constructor: 2})`, /then: 1/],
  [`({constructor: null, toString: null, valueOf: 1, hasOwnProperty: 2})`, /constructor: null/],
  [`JSON.parse('{"__proto__": 1}')`, /__proto__: 1/],
  [`({constructor: {name: Symbol("odd")}})`, /constructor|cannot be looked into/],
  [`({[Symbol.toStringTag]: Symbol("odd")})`, /cannot be looked into|Object|Symbol/],
  [`new Proxy({}, {get() { throw new Error("no"); }})`, /cannot be looked into: no/],
  [`new Proxy({}, {has() { throw new Error("no"); }})`, /Object \{\}/],
  [`new Proxy({}, {ownKeys() { throw new Error("no"); }})`, /no/],
  [`new Proxy({}, {getPrototypeOf() { throw new Error("no"); }})`, /no/],
  [`new Proxy({}, {get: (_, key) => () => key})`, /./],
  [`new Proxy(() => {}, {get: (_, key) => () => key})`, /./],
  [`(() => { const {proxy, revoke} = Proxy.revocable({}, {}); revoke(); return proxy; })()`, /revoked/],
  [`Object.create(Date.prototype)`, /./],
  [`Object.create(Element.prototype)`, /./],
  [`(() => { const self = {}; self.self = self; return self; })()`, /Object \{self: /],
  [`Symbol("a")`, /Symbol\(a\)/],
  [`[,1]`, /Array\(2\)/],
];

describe("shown and handed on is", () => {
  it.each(values)("%s", async (source, shown) => {
    const cells = await openCells([
      { source, id: "expression" },
      `const named = ${source}, mark = 1;`,
      { source: "const copy = [named];", id: "copy" },
      { source: "display(named)", id: "displayed" },
      { source: "const later = await new Promise((resolve) => resolve([named]));", id: "later" },
      { source: "const yielded = (function* () { yield named; })();", id: "yielded" },
      { source: "const seen = [yielded];", id: "seen" },
      { source: "const manual = [named];", id: "manual", run: "manual" },
      { source: "named", id: "inline", place: "inline" },
    ]);
    await cells.notebook.run("manual");
    for (const id of cells.notebook.cells) expect([id, cells.state(id)]).toMatchObject([id, { kind: "done" }]);
    expect(cells.output("expression")).toMatch(shown);
    expect(cells.output("displayed")).toMatch(shown);
    const [copied] = (await cells.value("copy")) as readonly unknown[];
    for (const id of ["later", "seen", "manual"])
      expect(((await cells.value(id)) as readonly unknown[])[0] === copied).toBe(true);
    expect(await cells.notebook.propertiesOf("named")).toBeInstanceOf(Array);
    expect(measureValue(copied).bytes).toBeGreaterThanOrEqual(0);
    expect(sameValue([copied], [copied])).toBe(true);
  });
});

it("no getter of a value is called before somebody looks", async () => {
  const cells = await openCells([`const quiet = {get x() { log("called"); return 1; }};`, "const user = [quiet];"]);
  expect(await cells.value("user")).toHaveLength(1);
  expect(cells.log).toEqual([]);
});

it("promises and what waits like them are waited for, as in Observable", async () => {
  const cells = await openCells([
    { source: "({then(resolve) { resolve(5); }})", id: "expression" },
    "const named = {then(resolve) { resolve(6); }};",
    { source: "named + 1", id: "user" },
  ]);
  expect([cells.output("expression"), await cells.value("user")]).toEqual(["5", 7]);
});

it("a library of the reader's own may be called tf, d3 or anything", async () => {
  const cells = await openCells([
    "const tf = {engine: () => 1, tidy: () => 2, tensor: () => 3};",
    { source: "tf.engine()", id: "user" },
    { source: `tf, new Proxy({}, {get() { throw new Error("no"); }}), 4`, id: "other" },
  ]);
  expect([await cells.value("user"), await cells.value("other")]).toEqual([1, 4]);
});

it("two values that cannot be looked through are the same only as themselves", () => {
  const circle = () => {
    const self: Record<string, unknown> = {};
    self["self"] = self;
    return self;
  };
  const failing = () => ({
    get x(): number {
      throw new Error("no");
    },
  });
  expect([sameValue(circle(), circle()), sameValue(failing(), failing())]).toEqual([false, false]);
  expect(sameValue({ toString: 1 }, { valueOf: 1 })).toBe(false);
  expect(sameValue({ a: undefined }, { toString: undefined })).toBe(false);
});
