// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import { htmlElement, svgElement } from "../../../src/browser/elements.ts";
import { inRem, pixelsPerUnit, scaleToText } from "../../../src/charts/frame/text-scale.ts";

afterEach(() => document.documentElement.removeAttribute("style"));

test("a unit is a pixel at the usual font size, and more at a larger one", () => {
  expect(pixelsPerUnit()).toBe(1);
  document.documentElement.style.fontSize = "24px";
  expect(pixelsPerUnit()).toBe(1.5);
});

test("drawings get their sizes in rem, so that what they hold grows with the page's text", () => {
  const within = svgElement("svg", { width: 8, height: 8 });
  const drawing = svgElement("svg", { width: 656, height: 328, viewBox: "0 0 656 328" }, within);
  scaleToText(htmlElement("div", {}, drawing));
  expect([drawing.getAttribute("width"), drawing.getAttribute("height")]).toEqual(["41rem", "20.5rem"]);
  expect(drawing.getAttribute("viewBox")).toBe("0 0 656 328");
  expect(within.getAttribute("width")).toBe("8");
  expect(inRem(656)).toBe("41rem");
});

test("a drawing that has its size in rem keeps it", () => {
  const drawing = scaleToText(scaleToText(svgElement("svg", { width: 320, height: 160 })));
  expect(drawing.getAttribute("width")).toBe("20rem");
});
