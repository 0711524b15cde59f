import { expect, test } from "vitest";
import { readCaption } from "../../../src/charts/frame/caption.ts";

const generated = { claim: "Plain-56 ends at 1.02.", reading: "Thin lines are seeds.", conditions: "400 steps." };

test("stars mark the claim; what follows is how to read it", () => {
  expect(readCaption("**Depth hurts.** One dot per seed.", generated)).toEqual({
    claim: "Depth hurts.",
    reading: "One dot per seed.",
    conditions: "400 steps.",
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
