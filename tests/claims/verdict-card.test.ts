// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { openGuesses, type Guesses } from "../../src/claims/guesses.ts";
import { traced } from "../../src/claims/effect-origin.ts";
import { createVerdict, type VerdictFunction } from "../../src/claims/verdict-card.ts";
import { cifar10 } from "../../src/data/cifar-10.ts";
import { shapes } from "../../src/data/shapes.ts";
import type { Training } from "../../src/training/contract/protocol.ts";
import { vouch } from "../../src/training/contract/vouched.ts";
import { sampleTraining, spiralArms } from "../fixtures/sample-training.ts";
import { sampleClaim } from "../fixtures/sample-claim.ts";

const claim = sampleClaim;
const usual = { kind: "sgd", learningRate: 0.1, momentum: 0.9, weightDecay: 0, warmUp: null, decay: [] } as const;
const recorded = { date: "2026-11-21", device: "Linux, 2 cores" };

let guesses: Guesses;
let verdict: VerdictFunction;
beforeEach(() => {
  guesses = openGuesses("test", null);
  verdict = createVerdict([claim], guesses);
});

test.each([
  ["Holds here", [0.9, 1.1, 1]],
  ["Does not hold here", [0.1, 0.2, 0]],
  ["Inconclusive", [0.9, 0.1, 1]],
  ["Not run", []],
])("the card says %s", (words, effects) => {
  expect(verdict("E-D1", effects).querySelector(".verdict-words")?.textContent).toBe(words);
});

test("the card states threshold, effect with spread, every seed, and what ran", () => {
  const training = vouch(sampleTraining(spiralArms, { recorded }));
  const text = verdict("E-D1", traced(training, [0.9, 1.1], { arms: ["plain-56"] }), { training }).textContent;
  expect(text).toContain("at least 0.5, for every seed");
  expect(text).toContain("1.00 ± 0.14 over 2 seeds");
  expect(text).toContain("0.900 · 1.10");
  expect(text).toContain("Recorded 2026-11-21 on Linux, 2 cores; wasm (SIMD).");
});

test("where the cell that compares is the reader's own, nothing is judged", () => {
  let isEdited = true;
  const edited = createVerdict([claim], guesses, { isEdited: (id) => isEdited && id === claim.id });
  const training = vouch(sampleTraining(spiralArms, { recorded }));
  const card = () => edited("E-D1", traced(training, [0.9, 1.1], { arms: ["plain-56"] }), { training });
  expect(card().dataset["verdict"]).toBe("edited");
  expect(card().querySelector(".verdict-words")?.textContent).toBe("Edited: not judged");
  isEdited = false;
  expect(card().dataset["verdict"]).toBe("holds");
});

test("nothing is judged while the training runs or after it was stopped early", () => {
  const running = sampleTraining(spiralArms, { done: 100 });
  const stopped = sampleTraining(spiralArms, { done: 100, status: "stopped" });
  const card = (training: typeof running) =>
    verdict("E-D1", traced(vouch(training), [0.9, 1.1], { arms: ["plain-56"] }), { training });
  const outcome = (training: typeof running) => card(training).dataset["verdict"];
  expect([outcome(running), outcome(stopped)]).toEqual(["running", "inconclusive"]);
  expect(card(stopped).textContent).toContain("stopped after 900 of 3600 updates");
});

test("a run on data that the threshold was not fixed for is shown and not judged", () => {
  const onData = (data: Training["data"] & object) => {
    const net = { name: "plain-56", architecture: "a1", depth: 56, optimizer: usual };
    const shared = {
      steps: 400,
      batchSize: 32,
      loss: "cross-entropy",
      augment: null,
      probeAt: [],
      seeds: [1, 2, 3],
    } as const;
    return vouch({ ...sampleTraining(), data, settings: [{ ...shared, data, arms: [net] }] });
  };
  const effectsOf = (training: Training, numbers: number[]) => traced(training, numbers, { arms: ["plain-56"] });
  const onImages = createVerdict([claim], guesses, { recorded: () => [onData(shapes())] });
  const photographs = onData(cifar10({ size: 16 }));
  const card = onImages("E-D1", effectsOf(photographs, [0.1, 0.2, -0.1]), { training: photographs });
  expect(card.querySelector(".verdict-words")?.textContent).toBe("Other settings: not judged");
  expect(card.querySelector(".verdict-differences")?.textContent).toBe("data: CIFAR-10 instead of Shapes-10");
  expect(card.textContent).toContain("Here 2 of 3 seeds have an effect above zero.");
  expect(card.textContent).toContain("CIFAR-10 at 16 × 16, 5,000 training images");
  const same = onImages("E-D1", effectsOf(onData(shapes()), [0.9, 1]));
  expect([same.dataset["verdict"], same.textContent?.includes("Shapes-10, 4,096")]).toEqual(["holds", true]);
});

test("the card says what the reader guessed beside what came out, and nothing where nobody guessed", () => {
  const card = verdict("E-D1", [0.9, 0.1, 1]);
  const guess = () => card.querySelector(".verdict-guess")?.textContent;
  expect(guess()).toBe("");
  guesses.place("E-D1", { kind: "choice", words: "near" });
  expect(guess()).toBe("You said “near”; it came out “far” for 2 of 3 seeds.");
  guesses.place("E-D1", { kind: "choice", words: "far" });
  expect(guess()).toBe("You said “near”; it came out “far” for 2 of 3 seeds.");
});

test("an unknown claim is refused with the chapter's claims", () => {
  expect(() => verdict("E-D9", [])).toThrow(
    'verdict: this chapter has no claim "E-D9". Claims of this chapter are E-D1.',
  );
});

test("one number is enough where the claim is derived, and null stands for nothing run", () => {
  const derived = createVerdict([{ ...claim, badge: "derived" }], guesses);
  expect(derived("E-D1", 0.6).querySelector(".verdict-words")?.textContent).toBe("Holds here");
  expect(verdict("E-D1", 0.6).querySelector(".verdict-words")?.textContent).toBe("Inconclusive");
  expect(verdict("E-D1", [NaN, 1]).querySelector(".verdict-words")?.textContent).toBe("Inconclusive");
  expect(verdict("E-D1", null).querySelector(".verdict-words")?.textContent).toBe("Not run");
});

test("nothing is judged from what is no number, or by an option that there is not", () => {
  const misuse = verdict as (...given: unknown[]) => unknown;
  const training = sampleTraining();
  expect(() => misuse("E-D1", [1], { trainings: training })).toThrow(
    "verdict: unknown option 'trainings'. Did you mean 'training'?",
  );
  expect(() => misuse("E-D1", [1], { training: [1] })).toThrow("verdict: training must be a Training, got [1].");
  expect(() => misuse("E-D1", "x")).toThrow('verdict: effects must be number[] | number, got "x".');
  expect(() => misuse("E-D1", ["x"])).toThrow('verdict: effects[0] must be a number, got "x".');
  expect(() => misuse("E-D1")).toThrow("verdict: effects (number[] | number | null) is missing.");
  expect(() => misuse()).toThrow("verdict: id (string) is missing. Write verdict(id, effects, options?).");
});
