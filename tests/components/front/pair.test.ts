import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { lossPath } from "../../../src/components/front/loss-line.ts";
import { cutPair, haltStep, mapSteps, pairSteps, type PairRun } from "../../../src/components/front/pair-frame.ts";
import { keepGuess, readGuess } from "../../../src/components/front/pair-guess.ts";
import { answerGuess, describeNet, describeOutcome, learners } from "../../../src/components/front/pair-words.ts";
import recorded from "../../../src/components/front/recorded-pair.json" with { type: "json" };
import { createStorage } from "../../editor/memory-storage.ts";

const map = { classes: ["01"], tenths: ["59"], accuracy: 0.5 };
const run = (plain: number, residual: number): PairRun => ({
  seed: 1,
  losses: [plain, residual].map((loss) => Array.from({ length: 100 }, () => loss)),
  frames: [{ step: 100, maps: [map, map] }],
});

it("says who learned from the numbers of the run, whoever it was", () => {
  expect(learners(run(1, 0.1))).toEqual(["residual-56"]);
  expect(describeOutcome(run(1, 0.1))).toMatch(/^residual-56 learned: plain-56 ended at a loss of 1.00, .* at 0.10/);
  expect(describeOutcome(run(0.1, 0.2))).toMatch(/^Both learned/);
  expect(describeOutcome(run(1, 1.2))).toMatch(/^Neither learned/);
  expect(answerGuess("plain-56", run(1, 0.1))).toBe("You guessed plain-56. ");
  expect(answerGuess("residual-56", run(1, 0.1))).toBe("You guessed residual-56, and it did. ");
  expect(answerGuess("residual-56", run(0.1, 0.1))).toBe("You guessed residual-56. ");
  expect(answerGuess(null, run(1, 0.1))).toBe("");
});

it("cuts a run so that nothing of what came later is left", () => {
  const cut = cutPair(recorded, haltStep);
  expect(cut.losses.map(({ length }) => length)).toEqual([haltStep + 1, haltStep + 1]);
  expect(Math.max(...cut.frames.map(({ step }) => step))).toBe(haltStep);
  expect(cut.frames.length).toBeGreaterThan(2);
});

it("halts the recording where nothing tells yet which net learns", () => {
  const [plain = [], residual = []] = cutPair(recorded, haltStep).losses;
  expect(residual.every((loss, step) => loss > (plain[step] ?? NaN))).toBe(true);
  expect(learners(recorded)).toEqual(["residual-56"]);
});

it("has a frame for each step that is mapped, and all losses", () => {
  expect(recorded.frames.map(({ step }) => step)).toEqual(mapSteps);
  expect(recorded.losses.map(({ length }) => length)).toEqual([pairSteps, pairSteps]);
});

it("draws losses as they are: what is higher than the drawing leaves it", () => {
  expect(lossPath([1.2, 4.8])).toBe("M0 50L1 -100");
});

it("describes a net without deciding anything", () => {
  expect(describeNet(0, run(1, 0.1))).toBe("plain-56 after 100 steps: loss 1.00; 50 % of the points right");
});

it("keeps a guess, and reads whatever else stands in its place as none", () => {
  const storage = createStorage();
  expect(readGuess(storage)).toEqual({ guess: null, seen: false });
  keepGuess({ guess: "plain-56", seen: true }, storage);
  expect(readGuess(storage)).toEqual({ guess: "plain-56", seen: true });
  for (const garbage of ["[", "null", "7", '{"guess":"plain-3","seen":"yes"}']) {
    storage.setItem("front:guess", garbage);
    expect(readGuess(storage)).toEqual({ guess: null, seen: false });
  }
});

it("plays what the code computes: the beginning of the recording, trained again from its seed", () => {
  const said = execFileSync(process.execPath, ["scripts/record-front.ts", "--check"], { encoding: "utf8" });
  expect(said).toMatch(/frames agree/);
});
