// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { listNumbers } from "../../src/charts/frame/number-format.ts";
import { readCheckValue } from "../../src/components/reader/check-value.ts";
import { describeGiven } from "../../src/components/reader/given-answer.ts";

/*
 * The kind: sentences that the page makes by itself and that are wrong, or without end, for inputs that nobody thought
 * of: an answer of another type "is missing", a caption lists a thousand seeds.
 */

describe("an answer of another kind than is asked for is not missing", () => {
  test.each([
    ["0.25", true, 'maxSlope is the text "0.25". A number is asked for'],
    [true, true, "maxSlope is true."],
    [[0.25], true, "maxSlope is a list of one item."],
    [{ value: 1 }, true, "maxSlope is an object."],
    [() => 1, true, "maxSlope is a function."],
    [1n, true, "maxSlope is 1n, a whole number of unlimited size."],
    ["x".repeat(500), true, `maxSlope is the text "${"x".repeat(40)}…".`],
    ["", true, "maxSlope is an empty text."],
    [3, false, "maxSlope is 3."],
  ])("%s", (value, isNumber, words) => {
    const given = describeGiven(new Map([["maxSlope", value]]), isNumber);
    expect(given).toContain(words);
    expect(readCheckValue(null, "hint", given)).toEqual({ grade: "missing", hint: given });
  });

  test("and what nobody answered is", () => {
    for (const value of [null, undefined]) {
      expect(describeGiven(new Map([["maxSlope", value]]), true)).toBeNull();
      expect(readCheckValue(value, "hint", null).hint).toBe("There is no answer yet.");
    }
    expect(describeGiven(new Map(), true)).toBeNull();
    // A number is of the right kind: the check itself says what it thinks of it.
    expect(describeGiven(new Map([["maxSlope", 3]]), true)).toBeNull();
  });
});

describe("numbers in captions are drawn together", () => {
  test.each([
    [[], ""],
    [[7], "7"],
    [[1, 2, 3], "1, 2 and 3"],
    [[1, 2, 3, 4], "1 to 4"],
    [Array.from({ length: 1000 }, (_, at) => at + 1), "1 to 1,000"],
    [[1, 2, 3, 4, 5, 9], "1 to 5 and 9"],
    [[-2, -1, 0, 1], "-2 to 1"],
    [[0, 2 ** 53 - 1], "0 and 9,007,199,254,740,991"],
    [Array.from({ length: 500 }, (_, at) => 3 * at), "0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, … (500)"],
  ])("%#", (numbers, words) => expect(listNumbers(numbers)).toBe(words));
});
