import { expect, test } from "vitest";
import {
  formatCount,
  formatExact,
  formatNumber,
  formatPercent,
  formatTenTo,
  listInWords,
} from "../../../src/charts/frame/number-format.ts";

test.each([
  [1.0234, "1.02"],
  [0.0314159, "0.0314"],
  [2.7e5, "2.7 × 10⁵"],
  [1e-6, "10⁻⁶"],
  [-0.4, "−0.400"],
  [1234.5, "1235"],
  [0, "0"],
  [NaN, "–"],
  [Infinity, "∞"],
  [-Infinity, "−∞"],
])("%d is shown as %s", (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

test("a number that a person chose is shown as chosen", () => {
  expect([0.5, 0.25, -3, 1e-6, 100].map(formatExact)).toEqual(["0.5", "0.25", "−3", "10⁻⁶", "100"]);
});

test("shares are percents, with a digit more where they are small", () => {
  expect([0.924, 1, 0.05, 0, 1 / 3].map(formatPercent)).toEqual(["92 %", "100 %", "5.0 %", "0 %", "33 %"]);
});

test("powers, counts and lists read as in print", () => {
  expect(formatTenTo(-12)).toBe("10⁻¹²");
  expect(formatCount(68050)).toBe("68,050");
  expect([listInWords([4]), listInWords([4, 20, 56])]).toEqual(["4", "4, 20 and 56"]);
});
