import { expect, it } from "vitest";
import { compileCell } from "../../src/notebook/compile-cell.ts";
import { locateInSource } from "../../src/notebook/locate-in-source.ts";

const url = "course/degradation/run.js";

it("finds the reader's own line and column of a real error", () => {
  const source = "const a = 1;\nconst b =\n  a.b.c;";
  const { body, prefixLines } = compileCell(source, { mode: "js" });
  const cell = (0, eval)(`(${body})\n//# sourceURL=${url}`) as () => unknown;
  let stack = "";
  try {
    cell();
  } catch (error) {
    stack = error instanceof Error ? (error.stack ?? "") : "";
  }
  expect(locateInSource(stack, url, prefixLines)).toEqual({ line: 3, column: 7 });
});

it.each([
  ["Chromium", `TypeError: x\n    at f (https://a.org/lib.js:9:9)\n    at g (${url}:4:11)\n    at ${url}:3:1`],
  ["Chromium, async", `Error: x\n    at async ${url}:4:11`],
  ["Chromium, within eval", `Error: x\n    at eval (${url}:4:11)`],
  ["Firefox", `f@https://a.org/lib.js:9:9\ng@${url}:4:11\n@${url}:3:1\n`],
  ["Safari", `f@https://a.org/lib.js:9:9\neval code@${url}:4:11\n[native code]`],
])("reads a stack of %s", (_browser, stack) => {
  expect(locateInSource(stack, url, 1)).toEqual({ line: 3, column: 11 });
});

it("is not misled by the message, by longer names, or by frames before the reader's text", () => {
  const stack = `Error: see ${url}:7:7\n    at h (other-${url}:5:1)\n    at i (${url}x:5:1)\n    at j (${url}:1:30)`;
  expect(locateInSource(stack, url, 1)).toBeNull();
});
