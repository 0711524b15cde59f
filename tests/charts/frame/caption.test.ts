// @vitest-environment jsdom
import { expect, test } from "vitest";
import { readCaption, renderCaption } from "../../../src/charts/frame/caption.ts";

const generated = { claim: "Plain-56 ends at 1.02.", reading: "Thin lines are seeds.", conditions: "400 steps." };

test("stars mark the claim; what follows is how to read it", () => {
  expect(readCaption("**Depth hurts.** One dot per seed.", generated)).toEqual({
    claim: "Depth hurts.",
    reading: "One dot per seed.",
    conditions: "400 steps.",
    computed: "Plain-56 ends at 1.02.",
    claims: undefined,
  });
});

test("without stars the first sentence is the claim, and a citation does not end it", () => {
  const { claim, reading } = readCaption("As in He et al. 2015, depth hurts. Mind the scale.", generated);
  expect([claim, reading]).toEqual(["As in He et al. 2015, depth hurts.", "Mind the scale."]);
});

test("what the author leaves out is generated", () => {
  expect(readCaption("**Depth hurts.**", generated).reading).toBe("Thin lines are seeds.");
  expect(readCaption(undefined, generated)).toBe(generated);
});

test("an author's claim stands before what the figure says itself, and can name the claims of the chapter", () => {
  const strong = (text: string | undefined) => renderCaption(readCaption(text, generated)).querySelector("strong");
  const ofBox = strong("**Depth hurts.** Mind the scale.");
  expect([ofBox?.textContent, ofBox?.dataset["claims"]]).toEqual(["Depth hurts.", ""]);
  expect(ofBox?.nextElementSibling?.outerHTML).toBe(
    '<strong class="caption-computed" hidden="">Plain-56 ends at 1.02.</strong>',
  );
  const named = strong("**Depth hurts.**{E-D1 E-R2} Mind the scale.");
  expect([named?.textContent, named?.dataset["claims"]]).toEqual(["Depth hurts.", "E-D1 E-R2"]);
  expect(renderCaption(generated).querySelectorAll("[data-claims], .caption-computed")).toHaveLength(0);
});
