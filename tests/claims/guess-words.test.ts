import { expect, test } from "vitest";
import { guessWords, mostChosen } from "../../src/claims/guess-words.ts";
import { sampleClaim } from "../fixtures/sample-claim.ts";
import { sampleTraining, spiralArms } from "../fixtures/sample-training.ts";

const choices = sampleClaim.guess.kind === "choice" ? sampleClaim.guess.choices : [];
const came = (...effects: number[]) => ({ effects, training: null, isOpen: false });

test("the answer that most seeds stand for came out; the one without a range stands for all others", () => {
  expect(mostChosen(choices, [0.5, 2, 0.1])).toEqual({ words: "far", count: 2 });
  expect(mostChosen(choices, [-0.4, NaN, 0.49])).toEqual({ words: "near", count: 2 });
  expect(mostChosen(choices, [Infinity])).toEqual({ words: "far", count: 1 });
  expect(mostChosen(choices, [1, -1])).toBeNull();
  expect(mostChosen(choices, [])).toBeNull();
});

test("a guess stands beside what came out, whichever it was: no answer is always right", () => {
  const said = (words: string) => (cameOut: ReturnType<typeof came>) =>
    guessWords(sampleClaim, { kind: "choice", words }, cameOut);
  expect(said("far")(came(1, 1, 1))).toBe("You said “far”, and so it came out for 3 of 3 seeds.");
  expect(said("far")(came(0, 0, 1))).toBe("You said “far”; it came out “near” for 2 of 3 seeds.");
  expect(said("near")(came(0.2))).toBe("You said “near”, and so it came out.");
  expect(said("far")(came(1, -1))).toBe("You said “far”; the seeds differ.");
  expect(said("far")({ ...came(1, 1), isOpen: true })).toBe("You said “far”.");
  expect(guessWords(sampleClaim, { kind: "shown" }, came(1))).toBe("");
  expect(guessWords(sampleClaim, null, came(1))).toBe("");
});

test("a number stands beside the mean over the seeds of the last steps, as the verdict has it", () => {
  const training = sampleTraining(spiralArms);
  const arm = training.runs[0]?.arm ?? "";
  const claim = { guess: { kind: "number", arm, last: 1 } } as const;
  const guess = { kind: "number", value: 0.271 } as const;
  const runs = training.runs.filter((run) => run.arm === arm);
  const end = runs.reduce((sum, { loss }) => sum + (loss.at(-1) ?? NaN) / runs.length, 0);
  const words = guessWords(claim, guess, { effects: [1], training, isOpen: false });
  expect(words).toMatch(/^You guessed 0\.27; it ended at [\d.]+\.$/);
  expect(Number(/at ([\d.]+)\.$/.exec(words)?.[1])).toBeCloseTo(end, 1);
  const ten = guessWords({ guess: { ...claim.guess, last: 10 } }, guess, { effects: [1], training, isOpen: false });
  expect(ten).toMatch(/^You guessed 0\.27; it ended at [\d.]+, the mean of its last 10 steps\.$/);
  const diverged = { ...training, runs: runs.map((run) => ({ ...run, status: "diverged" as const })) };
  expect(guessWords(claim, guess, { effects: [1], training: diverged, isOpen: false })).toContain("; it diverged.");
  expect(guessWords(claim, guess, { effects: [], training: null, isOpen: true })).toBe("You guessed 0.27.");
});
