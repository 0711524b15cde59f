import { beforeAll, describe, expect, test } from "vitest";
import { shapes } from "../../../src/data/shapes.ts";
import { spiral } from "../../../src/data/spiral.ts";
import { plainMlp, residualMlp } from "../../../src/models/mlp.ts";
import { residualNet } from "../../../src/models/residual-net.ts";
import { ContextLost, type Engine } from "../../../src/training/engines/engine.ts";
import { runTraining } from "../../../src/training/worker/loop.ts";
import type { Wish } from "../../../src/training/contract/wish.ts";
import type { Training } from "../../../src/training/contract/protocol.ts";
import { encodeTraining, loadTraining } from "../../../src/training/saved/saved-training.ts";
import { readTrainRequest, type Arms, type TrainOptions } from "../../../src/training/page/train-request.ts";
import { openTestEngine } from "../open-test-engine.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

async function finish(arms: Arms, options: TrainOptions, wish: () => Wish = () => "go on"): Promise<Training> {
  const training = await runTraining(readTrainRequest(arms, options), engine, { wish, report: () => undefined });
  if (training === null) throw new Error("cancelled");
  return training;
}

const losses = ({ runs }: Training): (readonly number[])[] => runs.map(({ loss }) => loss);
const mlps = {
  plain: plainMlp({ depth: 4 }),
  residual: { architecture: residualMlp({ depth: 6 }), learningRate: 0.05 },
};
const points = { data: spiral({ points: 120 }), batchSize: 32, seeds: [1, 2] };

describe("a training that is saved and loaded goes on exactly", () => {
  const cases: [string, Arms, TrainOptions][] = [
    ["SGD, two arms, two seeds", mlps, { ...points, steps: 20, learningRate: 0.1 }],
    ["Adam", mlps, { ...points, steps: 20, optimizer: "adam" }],
    [
      "augmented images",
      { net: residualNet({ depth: 8, width: 4, inputShape: [16, 16, 3], stemStride: 2 }) },
      { data: shapes({ training: 32, test: 8 }), batchSize: 8, steps: 6, augment: { pad: 2, flip: false } },
    ],
  ];
  test.each(cases)("%s", async (_, arms, options) => {
    const whole = await finish(arms, { ...options, steps: 2 * options.steps });
    const half = await finish(arms, { ...options, keepState: true });
    const resume = await loadTraining(await encodeTraining(half).arrayBuffer());
    // What was fixed then is taken from the file.
    const fixed = { data: undefined, batchSize: undefined, seeds: undefined, augment: undefined };
    const continued = await finish(arms, { ...options, ...fixed, resume });
    expect(losses(continued)).toEqual(losses(whole));
    expect(continued).toMatchObject({ status: "done", steps: 2 * options.steps, doneSteps: whole.doneSteps });
  });

  test("also where it was stopped in the middle, with a schedule over all steps", async () => {
    const options = { ...points, steps: 20, decay: [{ at: 0.4, factor: 0.1 }], warmUp: { until: 0.2, from: 0 } };
    const whole = await finish(mlps, options);
    let asked = 0;
    const part = await finish(mlps, { ...options, keepState: true }, () => (asked++ < 40 ? "go on" : "stop"));
    expect(part.doneSteps).toBe(40);
    const continued = await finish(mlps, { ...options, resume: part, steps: 10 });
    expect(losses(continued)).toEqual(losses(whole));
  });

  test("a step that was probed at its end is not probed again", async () => {
    const options = { ...points, steps: 4, probeAt: [0, 4], keepState: true };
    const half = await finish(plainMlp({ depth: 4 }), options);
    const { runs } = await finish(plainMlp({ depth: 4 }), { resume: half, steps: 4, probeAt: [4, 8] });
    expect(runs[0]?.probes.map(({ step }) => step)).toEqual([0, 4, 8]);
  });
});

test("a pause reports what there is, with its state, and changes nothing", async () => {
  const whole = await finish(mlps, { ...points, steps: 10 });
  const request = readTrainRequest(mlps, { ...points, steps: 10, keepState: true });
  const seen: Training[] = [];
  let [asked, rested] = [0, false];
  const training = await runTraining(request, engine, {
    wish: () => (asked++ >= 20 && !rested ? "pause" : "go on"),
    nextWish: async () => void (rested = true),
    report: (each) => seen.push(each),
  });
  const paused = seen.find(({ status }) => status === "paused");
  expect(paused?.runs.map(({ loss }) => loss.length)).toEqual([5, 5, 5, 5]);
  expect(paused?.saved?.states.map(({ state }) => state.done)).toEqual([5, 5, 5, 5]);
  expect(training && losses(training)).toEqual(losses(whole));
});

test("a training whose engine is lost goes on from its checkpoint, and says so", async () => {
  const whole = await finish(mlps, { ...points, steps: 10, evaluateEvery: 4 });
  let [asked, rested] = [0, false];
  // A pause takes a checkpoint, in the middle of the evaluations after 4 steps; later the engine is lost.
  const training = await runTraining(readTrainRequest(mlps, { ...points, steps: 10, evaluateEvery: 4 }), engine, {
    wish: () => {
      asked++;
      if (asked === 90 && rested) throw new ContextLost();
      return asked > 20 && !rested ? "pause" : "go on";
    },
    nextWish: async () => void (rested = true),
    report: () => undefined,
    reopen: async () => ({ engine, reason: "the graphics context was lost" }),
  });
  const [interruption] = training?.interruptions ?? [];
  expect(training?.interruptions).toHaveLength(1);
  expect(interruption).toMatchObject({ resumedFrom: 4, reason: "the graphics context was lost" });
  expect(interruption?.step).toBeGreaterThan(4);
  expect(training && losses(training)).toEqual(losses(whole));
  expect(training?.runs.map(({ evaluations }) => evaluations)).toEqual(
    whole.runs.map(({ evaluations }) => evaluations),
  );
});

describe("refuses to go on as something else", () => {
  let half: Training;
  beforeAll(async () => {
    half = await finish(mlps, { ...points, steps: 2, keepState: true });
  });
  const wrong = (message: string, options: object, arms: unknown = mlps): [string, object, unknown] => [
    message,
    options,
    arms,
  ];
  test.each([
    wrong("train: resume was trained with batchSize 32, not 16. Leave batchSize out", { batchSize: 16 }),
    wrong("train: resume was trained with data", { data: spiral({ points: 60 }) }),
    wrong("train: resume has no run of plain with seed 3. It has plain with seed 1,", { seeds: [1, 3] }),
    wrong('train, arm "plain": resume was trained with another architecture.', {}, { plain: plainMlp({ depth: 6 }) }),
    wrong('train, arm "plain": resume was trained with optimizer "sgd", not "adam".', { optimizer: "adam" }),
    wrong("train: resume has no run of other with seed 1.", {}, { other: plainMlp({ depth: 4 }) }),
  ])("%s", (message, options, arms) => {
    expect(() => readTrainRequest(arms as Arms, { resume: half, steps: 2, ...options })).toThrow(message);
  });

  test("and from what was not kept", () => {
    const lost: Training = { ...half, saved: undefined };
    expect(() => readTrainRequest(mlps, { resume: lost, steps: 2 })).toThrow(
      "train: resume must be a saved training, got one without state. Train with keepState: true",
    );
  });
});
