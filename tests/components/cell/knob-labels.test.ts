import { expect, test } from "vitest";
import { findKnobs, nameKnobs } from "../../../src/components/cell/knob-labels.ts";

const source = `const steps = view(Inputs.range([250, 1200], {label: "Training steps", step: 50, value: 400}));
const seedCount = view(Inputs.range([1, 5], {label: "Seeds", step: 1, value: 3}));
const netGain = view(Inputs.range([0.1, 200], {label: "Gain g", transform: Math.log}));
const learningRate = view(Inputs.select([0.02, 0.1], {label: "Learning rate", value: 0.02}));`;

test("what has changed is named as its reader knows it", () => {
  const knobs = findKnobs(source);
  expect(nameKnobs("learningRate changed", knobs)).toBe("learning rate changed");
  expect(nameKnobs("steps and seedCount changed", knobs)).toBe("training steps and seeds changed");
  expect(nameKnobs("netGain changed", knobs)).toBe("gain g changed");
  expect(nameKnobs("imageSet changed", knobs)).toBe("imageSet changed");
});
