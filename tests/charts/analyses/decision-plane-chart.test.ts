// @vitest-environment jsdom
import { expect, test } from "vitest";
import { decisionPlaneChart } from "../../../src/charts/analyses/decision-plane-chart.ts";
import { placeRegionLabels } from "../../../src/charts/analyses/region-labels.ts";
import { traceRegion } from "../../../src/charts/analyses/trace-region.ts";
import type { DecisionPlane } from "../../../src/training/contract/analyses.ts";
import type { Examples } from "../../../src/training/contract/protocol.ts";

/** Below class 0, above class 1, and one point of class 2 at the right. */
const classes = ["00000000", "00000000", "00000000", "00000002", "11111111", "11111111", "11111111", "11111111"];
const plane: DecisionPlane = {
  net: { name: "plain-4", family: "plain", depth: 4 },
  examined: { split: "training", mode: "running-statistics", examples: 3 },
  accuracy: 2 / 3,
  classNames: ["low", "high", "odd"],
  span: 1,
  classes,
  tenths: classes.map((row, at) => (at === 0 ? "9" : "5").repeat(row.length)),
};
const points: Examples = {
  inputs: Float32Array.of(0, -1, 0, 1, 0.5, 0.5),
  labels: Int32Array.of(0, 1, 2),
  targets: null,
  shape: [2],
  classNames: plane.classNames,
};

function regionsOf(figure: HTMLElement): string[][] {
  const [regions] = figure.querySelectorAll(".chart-panel svg svg");
  return [...(regions?.children ?? [])].map((group) => [...group.children].map((path) => path.getAttribute("d") ?? ""));
}

test("shows each net's regions with their names, the points over them, and the shares in words", () => {
  const other = { ...plane, net: { ...plane.net, name: "plain-56" }, accuracy: 1 / 3 };
  const figure = decisionPlaneChart([plane, other], { points });
  const words = figure.querySelector("[role=img]")?.getAttribute("aria-label");
  expect(words).toContain("Of the points, plain-4 has 67 % right and plain-56 has 33 % right.");
  const titles = [...figure.querySelectorAll(".chart-panel-title")].map(({ textContent }) => textContent);
  expect(titles).toEqual(["plain-4: 67 %", "plain-56: 33 %"]);
  const names = [...figure.querySelectorAll(".chart-panel:first-child .region-name")];
  expect(names.map(({ textContent }) => textContent).sort()).toEqual(["high", "low", "odd"]);
  expect(figure.querySelector("figcaption")?.textContent).toContain("Circles are low, triangles high and squares odd.");
  expect(figure.querySelector("figcaption")?.textContent).toContain("share of the 3 training points");
  const marks = [...figure.querySelectorAll(".chart-panel:first-child svg svg:nth-of-type(2) path")];
  expect(marks.map((path) => path.getAttribute("d")?.match(/^M\S+ \S+?(?=[mh])/)?.[0])).toEqual([
    "M0 500",
    "M0 -500",
    "M250 -250",
  ]);
  expect(figure.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
});

test("colours are stronger where the net is surer, and what is above in the plane is above in the drawing", () => {
  const [low, high, odd] = regionsOf(decisionPlaneChart(plane)) as [string[], string[], string[]];
  const heights = (d = ""): number[] => [...d.matchAll(/M\S+ (-?\d+)/g)].map(([, y]) => Number(y));
  expect(low.map((d) => d !== "")).toEqual([true, true, true, true, true]);
  expect(high.map((d) => d !== "")).toEqual([true, true, false, false, false]);
  expect(low[4]).not.toBe(low[0]);
  // Rows are 2 apart, 0 the highest: the lower half begins at 7, its surest row at 13
  expect([heights(high[0]), heights(odd[0])]).toEqual([[-3], [7]]);
  expect(Math.min(...heights(low[4]))).toBe(13);
});

test("counts in the table what part of the square is taken for each class", () => {
  const details = decisionPlaneChart(plane).querySelector("details") as HTMLDetailsElement;
  details.open = true;
  details.dispatchEvent(new Event("toggle"));
  const cells = [...details.querySelectorAll("tr")].map((row) => [...row.children].map((each) => each.textContent));
  expect(cells).toEqual([
    [
      "Net",
      "Training points right",
      "Probability 0.9 or more",
      ...["low", "high", "odd"].map((name) => `Square taken for ${name}`),
    ],
    ["plain-4", "67 %", "13 %", "48 %", "50 %", "1.6 %"],
  ]);
});

test("refuses what is no map, and points that lie in no plane", () => {
  expect(() => decisionPlaneChart([])).toThrow("Pass what decisionPlane returns: ");
  expect(() => decisionPlaneChart({} as DecisionPlane)).toThrow(
    "decisionPlaneChart: planes must be a DecisionPlane, got an object.",
  );
  expect(() => decisionPlaneChart(plane, { points: { ...points, shape: [16, 16, 3] } })).toThrow("16 × 16 × 3");
});

test("outlines cut corners, leave holes and go on beyond the edge", () => {
  const grid = ["     ", " xxx ", " x x ", " xxx ", "     "];
  const ring = traceRegion(5, 5, (row, column) => grid[row]?.[column] === "x");
  expect(ring.split("z").filter(Boolean)).toHaveLength(2);
  expect(traceRegion(3, 3, (row, column) => row === 1 && column === 1)).toMatch(/^M\d \d(l-?1[ -]1){3}z$/);
  expect(traceRegion(2, 2, () => false)).toBe("");
  expect(traceRegion(2, 2, () => true)).toMatch(/-3|5/);
});

test("names stand in the widest place of a region, and small regions have none unless they are all there is", () => {
  const places = placeRegionLabels(["0000010", "0000000", "0000000", "0000002"], 2);
  expect(places.map(({ label }) => label)).toEqual([0, 1, 2]);
  expect(places[0]).toMatchObject({ row: 1 });
  const twice = ["0010000", "0010000", "0010000"];
  expect(placeRegionLabels(twice, 9).map(({ label }) => label)).toEqual([0, 1]);
  expect(placeRegionLabels(twice, 1).map(({ label }) => label)).toEqual([0, 0, 1]);
});
