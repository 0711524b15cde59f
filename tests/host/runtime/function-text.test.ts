import { expect, it } from "vitest";
import { compileCell } from "../../../src/notebook/compile-cell.ts";
import { evaluateCell } from "../../../src/host/runtime/evaluate-cell.ts";

it.each([
  "(n) => { for (let i = 0; i < n; i++) sum(i); while (n) { n--; } do n--; while (n) }",
  "function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2) }",
  "const g = (n) => (n === 0 ? 0 : g(n - 1))",
  "class A { m(n) { for (const x of n) this.m(x) } }",
  "async () => { const {sum} = await import('d3'); for await (const x of sum) x() }",
])("the text of %j is the reader's own", (source) => {
  const compiled = compileCell(source, { mode: "js" });
  const value = evaluateCell("a", compiled)(...compiled.inputs);
  const [made] = compiled.outputs.length > 0 ? Object.values(value as object) : [value];
  expect(source).toContain(String(made));
  expect(source).toContain(`${made as string}`);
  expect(source).toContain(Function.prototype.toString.call(made));
});

it("the text of other functions is left as it is", () => {
  expect(String(Math.max)).toBe("function max() { [native code] }");
  expect(() => Function.prototype.toString.call({})).toThrow(TypeError);
  expect(String(Function.prototype.toString)).toMatch(/toString/);
});
