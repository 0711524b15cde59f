import { beforeAll, expect, test } from "vitest";
import { generate } from "../../../src/data/dataset.ts";
import { spiral } from "../../../src/data/spiral.ts";
import type { Architecture } from "../../../src/models/graph.ts";
import { insertIdentityLayers } from "../../../src/models/identity-insertion.ts";
import { plainMlp } from "../../../src/models/mlp.ts";
import { initialParameters } from "../../../src/models/parameters.ts";
import { batchesInOrder } from "../../../src/training/step/batch.ts";
import type { Engine } from "../../../src/training/engines/engine.ts";
import { evaluateSplit, type EvaluationSettings } from "../../../src/training/step/evaluation.ts";
import { runTraining, type LoopControl } from "../../../src/training/worker/loop.ts";
import type { Evaluation } from "../../../src/training/contract/protocol.ts";
import type { Parameters } from "../../../src/training/contract/parameters.ts";
import { openSession } from "../../../src/training/step/graph-session.ts";
import { readTrainRequest } from "../../../src/training/page/train-request.ts";
import { openTestEngine } from "../open-test-engine.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const data = generate(spiral());
const whole: EvaluationSettings = {
  step: 0,
  split: "training",
  mode: "running-statistics",
  batchSize: 128,
  limit: Infinity,
};

async function evaluate(net: Architecture, initial: Parameters, settings: EvaluationSettings): Promise<Evaluation> {
  const optimizer = { kind: "sgd", warmUp: null, learningRate: 0, momentum: 0, weightDecay: 0, decay: [] } as const;
  const session = await openSession(engine, {
    architecture: net,
    initial,
    loss: "cross-entropy",
    optimizer,
    seed: 1,
    steps: 0,
  });
  try {
    return await evaluateSplit(session, data, settings, async () => undefined);
  } finally {
    session.dispose();
  }
}

test("a trained net with 52 identity layers inserted has the same loss (He et al. 2015, sec. 1)", async () => {
  const shallow = plainMlp({ depth: 4 });
  const options = { data: spiral(), steps: 100, learningRate: 0.1, keepParameters: true };
  const control: LoopControl = { wish: () => "go on", report: () => undefined };
  const training = await runTraining(readTrainRequest(shallow, options), engine, control);
  const parameters = training?.runs[0]?.parameters ?? {};
  const deep = insertIdentityLayers(shallow, parameters, { blocks: 26 });
  const before = await evaluate(shallow, parameters, whole);
  const after = await evaluate(deep.architecture, deep.parameters, whole);
  expect(deep.architecture.depth).toBe(56);
  expect(before.loss).toBeLessThan(0.5);
  expect(Math.abs(after.loss - before.loss)).toBeLessThan(1e-6);
  expect(after.accuracy).toBe(before.accuracy);
});

test("batch statistics depend on the batch, running statistics do not", async () => {
  const net = plainMlp({ depth: 8 });
  const parameters = initialParameters(net, { seed: 1 });
  const loss = async (mode: Evaluation["mode"], batchSize: number): Promise<number> => {
    return (await evaluate(net, parameters, { ...whole, mode, batchSize })).loss;
  };
  expect(await loss("running-statistics", 16)).toBe(await loss("running-statistics", 255));
  expect(await loss("batch-statistics", 16)).not.toBe(await loss("batch-statistics", 255));
});

test("batches in order are nearly equal, cover the set once and stop at the limit", () => {
  const sizes = [...batchesInOrder(data.training, data.shape, 128, Infinity)].map(({ count }) => count);
  expect(sizes).toEqual([127, 128, 127, 128]);
  const limited = [...batchesInOrder(data.training, data.shape, 128, 200)];
  expect(limited.map(({ count }) => count)).toEqual([100, 100]);
  expect([...(limited[0]?.labels ?? [])]).toEqual([...(data.training.labels ?? [])].slice(0, 100));
});
