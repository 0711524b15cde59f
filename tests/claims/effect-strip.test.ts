// @vitest-environment jsdom
import { expect, test } from "vitest";
import { effectStrip } from "../../src/claims/effect-strip.ts";

const places = (strip: SVGSVGElement): number[] =>
  Array.from(strip.querySelectorAll("circle"), (dot) => Number.parseFloat(dot.getAttribute("cx") ?? ""));

test("a strip is drawn, not made of backgrounds, which are not printed; the threshold divides it", () => {
  const strip = effectStrip({ atLeast: 0.5 }, [0.9, 0.1]);
  expect(strip.namespaceURI).toBe("http://www.w3.org/2000/svg");
  const bound = Number.parseFloat(strip.querySelector(".effect-bound")?.getAttribute("x1") ?? "");
  const [above = 0, below = 0] = places(strip);
  expect(above).toBeGreaterThan(bound);
  expect(below).toBeLessThan(bound);
  expect(strip.querySelector(".effect-side")?.getAttribute("x")).toBe(`${bound}%`);
  expect(Array.from(strip.querySelectorAll("circle"), (dot) => dot.classList.contains("meets"))).toEqual([true, false]);
});

test("quotients stand on a logarithmic line: equal factors are equally far apart", () => {
  const [first = 0, second = 0, third = 0] = places(effectStrip({ atLeast: 10, quotient: true }, [10, 100, 1000]));
  expect(third - second).toBeCloseTo(second - first, 0);
  const [low = 0, middle = 0, high = 0] = places(effectStrip({ atLeast: 10 }, [10, 100, 1000]));
  expect(high - middle).toBeGreaterThan(5 * (middle - low));
});

test("infinite effects stand at the ends, and those that are none nowhere", () => {
  const strip = effectStrip({ atMost: 1, quotient: true }, [Infinity, 0, NaN, 2]);
  expect(places(strip)).toHaveLength(3);
  expect(Math.max(...places(strip))).toBe(98);
  expect(strip.getAttribute("aria-label")).toMatch(/^Effects by seed: /);
});
