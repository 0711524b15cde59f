import { expect, it } from "vitest";
import { drawingSheet } from "../../src/course/drawing-sheet.ts";
import { readRules } from "../../src/course/sheet-rules.ts";

const tokens =
  ":root { --ink: light-dark(#111, #eee); --deep: var(--ink); --muted: #555; --font-ui: Inter; --other: red; }";
const svg = `<svg class="chart-svg"><g class="block"><text class="name">a</text></g></svg>`;
const sheetOf = (css: string, around = `<figure class="chart">${svg}</figure>`) =>
  drawingSheet(readRules(tokens + css), svg, around).replace(/^:root\{[^}]*\}:root\{[^}]*\}/, "");

it("keeps rules for what the drawing has, without what stands around it", () => {
  expect(sheetOf(".chart .block > .name, .block .line { fill: var(--deep); width: 3rem; }")).toBe(
    ".block > .name{fill:var(--deep)}",
  );
  expect(sheetOf(".chart > .chart-svg { opacity: 0.5 }")).toBe(".chart-svg{opacity:0.5}");
  expect(sheetOf(".block-drawing text { fill: red }")).toBe("");
  expect(sheetOf(".chart-svg :is(text, tspan) { white-space: pre }")).toBe(
    ".chart-svg :is(text, tspan){white-space:pre}",
  );
});

it("leaves out states, and what a page hides only while scripts run", () => {
  expect(sheetOf(".block:hover { fill: red } .script .name { display: none } .block::after { fill: red }")).toBe("");
});

it("brings the variables along that are named, directly or through others, and no others", () => {
  const sheet = drawingSheet(readRules(`${tokens} .name { fill: var(--deep) }`), svg, svg);
  expect(sheet).toContain("--deep:var(--ink)");
  expect(sheet).toContain("--ink:light-dark(#111, #eee)");
  expect(sheet).toContain("color-scheme:light dark");
  expect(sheet).not.toContain("--other");
});
