import { expect, test } from "vitest";
import { isPlainData } from "../../src/core/is-plain-data.ts";

const circle: unknown[] = [];
circle.push(circle);
const revoked = Proxy.revocable({}, {});
revoked.revoke();

test.each([null, undefined, 1, NaN, "a", true, [1, [2]], { a: { b: null } }, new Float32Array(2), Object.create(null)])(
  "%s is plain data",
  (value) => expect(isPlainData(value)).toBe(true),
);

test.each([
  ["a function", () => 1],
  ["a symbol", Symbol("a")],
  ["a big integer", 1n],
  ["a date", new Date()],
  ["a map in a list", [new Map()]],
  ["an instance", new Error("a")],
  ["what holds itself", circle],
  ["a revoked proxy", revoked.proxy],
  [
    "a getter that throws",
    Object.defineProperty({}, "a", { enumerable: true, get: () => circle[9]?.toString() ?? revoked.proxy }),
  ],
])("%s is not", (_, value) => expect(isPlainData(value)).toBe(false));
