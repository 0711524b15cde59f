import { expect, it } from "vitest";
import { parseJson } from "../../../src/homework/submission/parse-json.ts";

it("leaves out what would reach a prototype, at any depth (26)", () => {
  const data = parseJson('{"a":{"__proto__":{"polluted":1},"b":2},"__proto__":[]}', "x") as { a: object };
  expect(Reflect.ownKeys(data)).toEqual(["a"]);
  expect(Reflect.ownKeys(data.a)).toEqual(["b"]);
  expect(Object.assign({}, data.a)).toEqual({ b: 2 });
});

it("counts brackets in texts as texts", () => {
  const text = JSON.stringify({ a: `\\"${"[{".repeat(50)}`, b: "\\" });
  expect(parseJson(text, "x")).toEqual(JSON.parse(text));
});
