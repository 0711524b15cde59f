// @vitest-environment jsdom
import { expect, test } from "vitest";
import { openGuesses } from "../../src/claims/guesses.ts";
import { finalLoss, gradientRatio, lossGap, perSeed } from "../../src/claims/effects.ts";
import { recordedExperiments } from "../../src/claims/recorded-experiments.ts";
import { createVerdict } from "../../src/claims/verdict-card.ts";
import { cifar10 } from "../../src/data/cifar-10.ts";
import { spiral } from "../../src/data/spiral.ts";
import { plainMlp } from "../../src/models/mlp.ts";
import { countParameters } from "../../src/models/summary.ts";
import type { Claim } from "../../src/notebook/chapter.ts";
import type { Training } from "../../src/training/contract/protocol.ts";
import { settingsOfRequest } from "../../src/training/contract/settings-of-request.ts";
import { vouch } from "../../src/training/contract/vouched.ts";
import { merge } from "../../src/training/page/combine.ts";
import { readTrainRequest } from "../../src/training/page/train-request.ts";
import { sampleTraining, spiralArms, type SampleArm } from "../fixtures/sample-training.ts";
import { sampleClaim } from "../fixtures/sample-claim.ts";

/**
 * Kind: a verdict on another experiment than the one that the threshold was fixed for. The recorded runs of the chapter
 * say which one that is.
 */

const claim = sampleClaim;
const nets = { "plain-4": 4, "plain-20": 20, "plain-56": 56 };
type Options = Parameters<typeof readTrainRequest>[1];
type Arms = Parameters<typeof readTrainRequest>[0];

/** A made-up training that says of itself that it was made with these arms and options. */
function trained(arms: Arms, options: Partial<Options> = {}): Training {
  const request = readTrainRequest(arms, {
    data: spiral(),
    steps: 400,
    seeds: [1, 2, 3],
    learningRate: 0.02,
    ...options,
  });
  const sample = (name: string, depth: number): SampleArm => ({
    ...(spiralArms.find((each) => each.name === name) ?? { family: "plain", start: 1, end: 0, halfLife: 9 }),
    ...{ name, depth, gradientGain: 1.2 },
  });
  const drawn = request.arms.map(({ name, architecture }) => sample(name, architecture.depth));
  const training = sampleTraining(drawn, { steps: request.steps, seeds: request.seeds });
  const runs = training.runs.map((run) => {
    const arm = request.arms.find(({ name }) => name === run.arm);
    return { ...run, parameterCount: arm ? countParameters(arm.architecture) : NaN };
  });
  return vouch({ ...training, runs, data: request.data, settings: [settingsOfRequest(request)] });
}

function netsOf(depths: Readonly<Record<string, number>>): Record<string, ReturnType<typeof plainMlp>> {
  return Object.fromEntries(Object.entries(depths).map(([name, depth]) => [name, plainMlp({ depth })]));
}

const recorded = JSON.parse(JSON.stringify(trained(netsOf(nets), { probeAt: [0, 20, 200] }))) as Training;

function judgedBy(claims: readonly Claim[], trainings: readonly Training[]) {
  return createVerdict(claims, openGuesses("test", null), { recorded: () => trainings });
}

function read(card: HTMLElement): { readonly outcome: string | undefined; readonly differences: readonly string[] } {
  const items = [...card.querySelectorAll(".verdict-differences li")];
  return { outcome: card.dataset["verdict"], differences: items.map(({ textContent }) => textContent) };
}

const verdict = judgedBy([claim], [recorded]);
const gap = (training: Training) => read(verdict("E-D1", lossGap(training, "plain-56", "plain-20")));

test("three equal nets of four layers and 30 steps are not judged, by whatever names they go", () => {
  const own = trained(netsOf({ "plain-4": 4, "plain-20": 4, "plain-56": 4 }), { steps: 30 });
  const card = verdict("E-D1", lossGap(own, "plain-56", "plain-20"), { training: own });
  expect(read(card)).toEqual({
    outcome: "other-settings",
    differences: ["plain-20 has 4 layers, not 20", "plain-56 has 4 layers, not 56", "steps: 30 instead of 400"],
  });
  expect(card.querySelector(".verdict-words")?.textContent).toBe("Other settings: not judged");
  expect(card.querySelectorAll(".effect-dot")).toHaveLength(3);
  expect(card.querySelector("svg.verdict-glyph path")?.getAttribute("d")).toBeTruthy();
});

test.each<[string, Arms, Partial<Options>]>([
  ["the same once more", netsOf(nets), {}],
  ["other seeds", netsOf(nets), { seeds: [11, 12, 13] }],
  ["more seeds", netsOf(nets), { seeds: [1, 2, 3, 6, 7] }],
  ["another draw of the data", netsOf(nets), { data: spiral({ seed: 9 }) }],
  ["without the arm that the effect does not look at", netsOf({ "plain-20": 20, "plain-56": 56 }), {}],
  ["that arm as another net", netsOf({ ...nets, "plain-4": 8 }), {}],
  ["one more arm", netsOf({ ...nets, "plain-30": 30 }), {}],
  ["other probes, which the effect does not look at", netsOf(nets), { probeAt: [3] }],
])("judged: %s", (_, arms, options) => {
  expect(gap(trained(arms, options))).toEqual({ outcome: "holds", differences: [] });
});

const narrow = plainMlp({ depth: 56, width: 4 });
const sigmoid = plainMlp({ depth: 56, activation: "sigmoid" });
const parametersOf = (net: typeof narrow) => countParameters(net).toLocaleString("en");
const fast = { architecture: plainMlp({ depth: 56 }), learningRate: 0.5 };

test.each<[string, Arms, Partial<Options>]>([
  ["steps: 30 instead of 400", netsOf(nets), { steps: 30 }],
  ["batch size: 16 instead of 128", netsOf(nets), { batchSize: 16 }],
  ["learning rate: 0.5 instead of 0.02", netsOf(nets), { learningRate: 0.5 }],
  ["plain-56: learning rate: 0.5 instead of 0.02", { ...netsOf(nets), "plain-56": fast }, {}],
  ["weight decay: 0 instead of 0.0001", netsOf(nets), { weightDecay: 0 }],
  ["momentum: 0 instead of 0.9", netsOf(nets), { momentum: 0 }],
  ["optimizer: Adam instead of SGD", netsOf(nets), { optimizer: "adam" }],
  ["another course of the learning rate", netsOf(nets), { decay: [{ at: 0.5, factor: 0.1 }] }],
  ["another warm-up of the learning rate", netsOf(nets), { warmUp: { until: 0.1, from: 0 } }],
  ["data, points: 90 instead of 510", netsOf(nets), { data: spiral({ points: 90 }), batchSize: 64 }],
  ["2 seeds instead of at least 3", netsOf(nets), { seeds: [1, 2] }],
  ["plain-56 is built otherwise", { ...netsOf(nets), "plain-56": sigmoid }, {}],
  [
    `plain-56 has ${parametersOf(narrow)} parameters, not ${parametersOf(plainMlp({ depth: 56 }))}`,
    { ...netsOf(nets), "plain-56": narrow },
    {},
  ],
])("not judged: %s", (words, arms, options) => {
  const { outcome, differences } = gap(trained(arms, options));
  expect(outcome).toBe("other-settings");
  expect(differences).toContain(words);
});

test("what is made of several lists, or seed by seed, is compared in all that it looked at", () => {
  const own = trained(netsOf({ ...nets, "plain-20": 4, mine: 8 }));
  const quotient = finalLoss(own, "plain-56").map((loss, at) => loss / (finalLoss(own, "plain-20")[at] ?? NaN));
  expect(read(verdict("E-D1", quotient)).differences).toEqual(["plain-20 has 4 layers, not 20"]);
  const difference = perSeed(own, (runs) => (runs["plain-56"]?.loss[0] ?? NaN) - (runs["plain-20"]?.loss[0] ?? NaN));
  expect(read(verdict("E-D1", difference)).differences).toEqual(["plain-20 has 4 layers, not 20"]);
  expect(read(verdict("E-D1", finalLoss(own, "mine"))).differences).toEqual([
    "mine is no arm of the claim's experiment",
  ]);
});

test("an effect that comes from probes hangs on the steps that were probed", () => {
  const same = trained(netsOf(nets), { probeAt: [200, 20, 0] });
  const other = trained(netsOf(nets), { probeAt: [0] });
  const ratio = (training: Training) => read(verdict("E-D1", gradientRatio(training, "plain-56", { step: 0 })));
  expect(ratio(same).differences).toEqual([]);
  expect(ratio(other).differences).toEqual(["probed at steps: 0 instead of 0, 20, 200"]);
  const first = perSeed(other, (runs) => runs["plain-56"]?.probes[0]?.gradientNorms[0] ?? NaN);
  expect(read(verdict("E-D1", first)).outcome).toBe("other-settings");
});

test("merged trainings have the settings of each part, and each seed may have its own data", () => {
  const [deep, shallow] = [netsOf({ "plain-56": 56 }), netsOf({ "plain-20": 20 })];
  expect(gap(merge(trained(deep), trained(shallow))).outcome).toBe("holds");
  expect(gap(merge(trained(deep), trained(shallow, { steps: 30 }))).differences).toEqual(["steps: 30 instead of 400"]);
  const ofSeed = (seed: number, options = {}) =>
    trained(netsOf(nets), { seeds: [seed], data: spiral({ seed }), ...options });
  const bySeed = merge(ofSeed(1), ofSeed(2), ofSeed(3));
  const own = judgedBy([claim], [bySeed]);
  const outcome = (training: Training) => read(own("E-D1", lossGap(training, "plain-56", "plain-20")));
  expect(outcome(merge(ofSeed(7), ofSeed(8), ofSeed(9))).outcome).toBe("holds");
  expect(outcome(merge(ofSeed(7), ofSeed(8))).differences).toEqual(["2 seeds instead of at least 3"]);
  expect(outcome(merge(ofSeed(7), ofSeed(8), ofSeed(9, { batchSize: 8 }))).differences).toEqual([
    "batch size: 8 instead of 128",
  ]);
});

test("a claim that is judged by its sign wants as many seeds as were recorded, other data are said once", () => {
  const bySign: Claim = { ...claim, atLeast: 0, bySign: true };
  const five = trained(netsOf(nets), { seeds: [1, 2, 3, 4, 5] });
  const four = trained(netsOf(nets), { seeds: [1, 2, 3, 4] });
  const card = judgedBy([bySign], [five])("E-D1", lossGap(four, "plain-56", "plain-20"));
  expect(read(card).differences).toEqual(["4 seeds instead of at least 5"]);
  const images = vouch({
    ...four,
    settings: four.settings?.map((each) => ({ ...each, data: cifar10({ size: 16 }) })) ?? [],
  });
  const other = judgedBy([claim], [five])("E-D1", lossGap(images, "plain-56", "plain-20"));
  expect(read(other).differences).toEqual(["data: CIFAR-10 instead of the spiral"]);
});

test("derived claims, effects without a training, and chapters without recordings are judged as they are", () => {
  const own = trained(netsOf(nets), { steps: 30 });
  const effects = lossGap(own, "plain-56", "plain-20");
  expect(read(judgedBy([{ ...claim, badge: "derived" }], [recorded])("E-D1", effects)).outcome).not.toBe(
    "other-settings",
  );
  expect(read(judgedBy([claim], [])("E-D1", effects)).outcome).not.toBe("other-settings");
  expect(read(verdict("E-D1", [7, 8, 9])).outcome).toBe("holds");
  expect(read(verdict("E-D1", [])).outcome).toBe("not-run");
});

test("a training under way is not compared yet, numbers of a changed one are given by hand", () => {
  const own = trained(netsOf(nets), { steps: 30 });
  const running = vouch({ ...own, status: "running" as const });
  expect(gap(running).outcome).toBe("running");
  Object.assign(own.settings?.[0] ?? {}, { steps: 400 });
  expect(gap(own).outcome).toBe("by-hand");
});

test("the experiment of a claim is what is recorded of the training cells that its verdict follows from", () => {
  const cell = (id: string, source: string, run: "auto" | "manual", inputs: string[], outputs: string[]) => {
    return { id, source, run, compiled: { inputs, outputs } };
  };
  const cells = [
    cell("runs", "const runs = train(…)", "manual", [], ["runs"]),
    cell("others", "const others = train(…)", "manual", [], ["others"]),
    cell("gap", "const gap = lossGap(runs)", "auto", ["runs"], ["gap"]),
    cell("card", 'verdict("E-D1", gap)', "auto", ["gap"], []),
  ];
  const values: Record<string, unknown> = { runs: { list: [1], training: recorded }, others: recorded };
  const find = recordedExperiments(cells, (id) => values[id]);
  expect(find("E-D1")).toEqual([recorded]);
  expect(find("E-D2")).toEqual([]);
});
