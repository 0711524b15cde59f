import { expect, it } from "vitest";
import { sectionMinutes, shortPath } from "../../src/course/section-minutes.ts";

const headings = [
  { depth: 2, id: "one", text: "One" },
  { depth: 3, id: "inner", text: "Inner" },
  { depth: 2, id: "two", text: "Two" },
];

it("shares a chapter's minutes out by the length of its sections, without code, boxes counted as work", () => {
  const words = "word ".repeat(180);
  const html =
    `<h2 id="one">One</h2><p>${words}</p><pre>${words.repeat(9)}</pre><h3 id="inner">Inner</h3><p>${words}</p>` +
    `<h2 id="two">Two</h2><p>${words}</p><section class="experiment" data-claim="E-1"></section>`;
  const minutes = sectionMinutes(html, headings, 40);
  expect([...minutes.values()].reduce((sum, each) => sum + each)).toBeCloseTo(40);
  expect(minutes.get("one")).toBeCloseTo(10, 0);
  expect(minutes.get("two")).toBeCloseTo(20, 0);
});

it("takes the sections below a section of the short path with it", () => {
  expect([...shortPath(headings, ["one"])]).toEqual(["one", "inner"]);
  expect([...shortPath(headings, ["inner"])]).toEqual(["inner"]);
});
