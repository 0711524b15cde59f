import { describe, expect, test } from "vitest";
import { identityPairs } from "../../../src/data/identity-pairs.ts";
import { shapes } from "../../../src/data/shapes.ts";
import type { DataSpec } from "../../../src/data/spec.ts";
import { spiral } from "../../../src/data/spiral.ts";
import { input } from "../../../src/models/layers.ts";
import { relu } from "../../../src/models/nonlinearities.ts";
import { plainMlp } from "../../../src/models/mlp.ts";
import { plainNet } from "../../../src/models/plain-net.ts";
import { train } from "../../../src/training/page/client.ts";
import { readTrainRequest, type Arms, type TrainOptions } from "../../../src/training/page/train-request.ts";

const net = plainMlp({ depth: 4 });
const good: TrainOptions = { data: spiral(), steps: 10 };

test("fills in the usual recipe", () => {
  expect(readTrainRequest(net, good)).toEqual({
    arms: [{ name: "plain-4", architecture: net }],
    data: spiral(),
    seeds: [1],
    steps: 10,
    batchSize: 128,
    augment: null,
    optimizer: { kind: "sgd", warmUp: null, learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4, decay: [] } as const,
    loss: "cross-entropy",
    probeAt: [],
    evaluateEvery: 0,
    keepParameters: false,
    keepState: false,
    engine: "auto",
  });
});

test("takes the loss from the data", () => {
  const fitter = plainMlp({ depth: 4, inputShape: [6], classes: 6 });
  expect(readTrainRequest(fitter, { data: identityPairs({ dimension: 6 }), steps: 1 }).loss).toBe("mean-squared-error");
});

test("names arms by their nets or by the reader's names, with rates of their own", () => {
  const deeper = plainMlp({ depth: 20 });
  expect(readTrainRequest([net, deeper], good).arms.map(({ name }) => name)).toEqual(["plain-4", "plain-20"]);
  const [slow, usual] = readTrainRequest({ slow: { architecture: net, learningRate: 0.01 }, usual: net }, good).arms;
  expect(slow).toMatchObject({ name: "slow", optimizer: { learningRate: 0.01, momentum: 0.9 } });
  expect(usual).toEqual({ name: "usual", architecture: net });
  const [bare] = readTrainRequest({ bare: { architecture: net, weightDecay: 0, optimizer: "adam" } }, good).arms;
  expect(bare?.optimizer).toMatchObject({ kind: "adam", weightDecay: 0 });
});

describe("refuses, before any worker starts", () => {
  const wrong = (options: object, message: string, arms: unknown = net): [string, object, unknown] => [
    message,
    options,
    arms,
  ];
  test.each([
    wrong({ learningRate: NaN }, "train: learningRate must be a finite number of at least 0, got NaN."),
    wrong({ learningrate: 0.1 }, "train: unknown option 'learningrate'. Did you mean 'learningRate'?"),
    wrong({ steps: 0 }, "train: steps must be an integer of at least 1, got 0."),
    wrong({ steps: -3 }, "train: steps must be an integer of at least 1, got -3."),
    wrong({ steps: undefined }, "train: the option steps is missing. Pass {steps: …}: integer ≥ 1, updates."),
    wrong(
      { batchSize: 511 },
      "train: batchSize must not exceed the 510 training examples, got 511. Try batchSize: 510",
    ),
    wrong(
      { data: 7 },
      "train: data must be a data set, got 7. Pass spiral(), shapes(), cifar10(), identityPairs() or linearPairs().",
    ),
    wrong({ data: { kind: "moons" } }, 'train: data must be a data set, got data of kind "moons". Pass data: spiral()'),
    wrong({ data: undefined }, "train: data must be a data set, got undefined."),
    wrong({ data: { ...spiral(), points: 1 } }, "spiral: points must be an integer of at least 3, got 1."),
    wrong(
      { data: shapes() },
      "train: plain-4 takes inputs of 2, but the data has 16 × 16 × 3. Build the net with inputShape: [16, 16, 3].",
    ),
    wrong({ loss: "mean-squared-error" }, 'train: loss "mean-squared-error" does not fit data with classes'),
    wrong(
      { loss: "meanSquaredError" },
      'train: loss is not called "meanSquaredError" here. Write loss: "mean-squared-error".',
    ),
    wrong({ loss: "hinge" }, 'train: loss must be one of "cross-entropy", "mean-squared-error", got "hinge".'),
    wrong(
      { engine: "webgpu" },
      'train: engine must be one of "auto", "webgl", "wasm", "tfjs", got "webgpu". Try "webgl".',
    ),
    wrong({ seeds: [] }, "train: seeds must have at least 1 entries, got 0. It is a list: integer[]."),
    wrong({ seeds: [1, 1] }, "train: seeds must differ, got [1, 1]."),
    wrong({ probeAt: [11] }, "train: probeAt 11 lies behind the last step, 10."),
    wrong({ decay: [{ at: 2, factor: 0.1 }] }, "train, decay[0]: at must be a number from 0 to 1, got 2."),
    wrong({}, "train: the net must be an Architecture, got a function. Make one", plainNet),
    wrong({}, "train: the net must be an Architecture, got 20.", 20),
    wrong({}, "train: the net must be an Architecture, got a symbolic tensor. Wrap it: architecture(tensor).", [
      relu(input([2])),
    ]),
    wrong({}, 'train, arm "deep": the net must be an Architecture, got "plain-20".', { deep: "plain-20" }),
    wrong({}, "train, arm \"deep\": unknown option 'rate'.", { deep: { architecture: net, rate: 1 } }),
    wrong({}, "train: two nets are called plain-4. Name them:", [net, net]),
    wrong({}, "train: there is no net to train.", []),
    wrong({}, "train: plain-4 puts out 5, but the data has 3 classes.", plainMlp({ depth: 4, classes: 5 })),
  ])("%s", (message, options, arms) => {
    const call = (): unknown => train(arms as Arms, { ...good, ...(options as { data?: DataSpec }) });
    expect(call).toThrow(message);
    expect(call).toThrow(expect.objectContaining({ name: "CourseError" }));
  });
});
