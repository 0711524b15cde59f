import { expect, test } from "vitest";
import { dodge } from "../../../src/charts/frame/dodge.ts";
import { Random } from "../../../src/core/random.ts";

const bounds = { gap: 16, low: 0, high: 300 };

test("labels that do not touch stay where they are", () => {
  expect(dodge([200, 20, 100], bounds)).toEqual([200, 20, 100]);
});

test("labels at one place spread evenly around it", () => {
  expect(dodge([100, 100, 100], bounds).toSorted((a, b) => a - b)).toEqual([84, 100, 116]);
});

test("labels at the edge move inwards", () => {
  expect(dodge([0, 0], bounds)).toEqual([0, 16]);
  expect(dodge([300, 300], bounds)).toEqual([284, 300]);
});

test("where there is no room for all, the gap shrinks until they fit", () => {
  expect(dodge([5, 5, 5], { gap: 16, low: 0, high: 20 }).toSorted((a, b) => a - b)).toEqual([0, 10, 20]);
});

test("any labels end up in bounds, in order and a gap apart", () => {
  const random = new Random(1, "labels");
  for (let trial = 0; trial < 100; trial++) {
    const wanted = Array.from({ length: 1 + random.integer(12) }, () => random.uniform(-20, 320));
    const placed = dodge(wanted, bounds);
    const order = wanted.map((_, at) => at).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
    const sorted = order.map((at) => placed[at] ?? NaN);
    expect(Math.min(...sorted)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...sorted)).toBeLessThanOrEqual(300 + 1e-9);
    sorted.slice(1).forEach((place, at) => expect(place - (sorted[at] ?? 0)).toBeGreaterThan(16 - 1e-9));
  }
});
