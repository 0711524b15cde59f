/** What code throws, errors or not: the cell says what it was, and saying so never fails itself. */
import { expect, it } from "vitest";
import { refuse } from "../../src/core/errors.ts";
import { describeThrown } from "../../src/host/cell/cell-error.ts";
import { explainInnerError } from "../../src/host/cell/inner-error.ts";

const cell = { body: "", prefixLines: 1 };
const circular: Record<string, unknown> = { a: 1 };
circular["self"] = circular;
const hostile = new Proxy(
  {},
  {
    get() {
      throw new Error("no");
    },
    ownKeys() {
      throw new Error("no");
    },
  },
);

it.each([
  [{ code: 3, reason: "full" }, 'The cell threw {code: 3, reason: "full"}'],
  [[1, "b", { c: [2] }], 'The cell threw [1, "b", {c: [2]}]'],
  [{}, "The cell threw an object without properties"],
  [Object.create(null), "The cell threw an object without properties"],
  [circular, "The cell threw {a: 1, self: {a: 1, self: {a: 1, self: {…}}}}"],
  [undefined, "The cell threw undefined"],
  [null, "The cell threw null"],
  [42, "The cell threw 42"],
  [7n, "The cell threw 7n"],
  [Symbol("s"), "The cell threw Symbol(s)"],
  [() => 1, "The cell threw a function"],
  ["a plain text", "a plain text"],
  ["", '""'],
  [new Error("boom"), "Error: boom"],
  [new Error(""), "Error"],
  [new TypeError("x", { cause: new Error("y") }), "TypeError: x (Error: y)"],
  [new AggregateError([new Error("a"), new RangeError("b")], "all"), "AggregateError: all (Error: a; RangeError: b)"],
  [Object.assign(new Error("m"), { name: undefined }), "Error: m"],
  [Object.assign(new Error(), { message: { a: 1 } }), "Error: {a: 1}"],
  [new DOMException("gone", "AbortError"), "AbortError: gone"],
  [refuse("conv", "it is wrong", "Try 3."), "conv: it is wrong. Try 3."],
  [Object.assign(Object.create({ toString: null }), { a: 1 }), "The cell threw {a: 1}"],
])("case %#", (thrown: unknown, message) => {
  expect(describeThrown(thrown, "cell-a.js", cell).message).toBe(message);
});

it("an object that refuses to be looked at is told all the same", () => {
  expect(describeThrown(hostile, "cell-a.js", cell).message).toBe("The cell threw something that cannot be shown");
});

it("an object of a thousand properties is shortened", () => {
  const large = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`k${at}`, "x".repeat(1000)]));
  expect(describeThrown(large, "cell-a.js", cell).message.length).toBeLessThan(500);
});

it("what is no error gets a hint, errors get none", () => {
  expect(describeThrown({ code: 3 }, "cell-a.js", cell).hint).toContain("throw new Error(…)");
  expect(describeThrown(new Error("x"), "cell-a.js", cell).hint).toBeNull();
});

it("an error with a stack that is no text is told all the same", () => {
  const error = Object.assign(new Error("x"), { stack: 3 });
  expect(describeThrown(error, "cell-a.js", cell).message).toBe("Error: x");
});

it.each([
  [
    "TypeError: e is not iterable",
    "learningCurvesChart([1, 2])",
    1,
    "TypeError: a value is not iterable",
    "learningCurvesChart",
  ],
  [
    "TypeError: t.map is not a function",
    "const a = Plot.line(3)",
    16,
    "TypeError: a value is not a function",
    "Plot.line",
  ],
  ["TypeError: Cannot read properties of undefined (reading 'shape')", "f(1)", 1, undefined, "f"],
  ["RangeError: depth is not positive", "f(1)", 1, undefined, "f"],
])("%j of code that the cell calls names the call", (message, line, column, plain, name) => {
  const found = explainInnerError(message, line, { column });
  expect(found.message).toBe(plain ?? message);
  expect(found.hint).toContain(`inside ${name}, which this line calls`);
});
