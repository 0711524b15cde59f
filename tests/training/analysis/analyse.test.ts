import { beforeAll, describe, expect, test } from "vitest";
import { generate } from "../../../src/data/dataset.ts";
import { identityPairs } from "../../../src/data/identity-pairs.ts";
import { shapes } from "../../../src/data/shapes.ts";
import { spiral } from "../../../src/data/spiral.ts";
import type { DataSet } from "../../../src/data/spec.ts";
import { deletableBlocks, deleteBlock } from "../../../src/models/block-surgery.ts";
import { functionFitter } from "../../../src/models/function-fitter.ts";
import type { Architecture } from "../../../src/models/graph.ts";
import { residualMlp } from "../../../src/models/mlp.ts";
import { initialParameters, listParameters } from "../../../src/models/parameters.ts";
import { residualNet } from "../../../src/models/residual-net.ts";
import { forward } from "../../models/reference-forward.ts";
import type {
  Analysis,
  AnalysisQuestion,
  Confusion,
  DecisionPlane,
  DeletionStudy,
  FeatureMaps,
  LossPlane,
  SplitScore,
} from "../../../src/training/contract/analyses.ts";
import { analyse } from "../../../src/training/analysis/analyse.ts";
import { filterNormalisedDirection, moveAlong } from "../../../src/training/analysis/direction.ts";
import { firstLayerFilters } from "../../../src/training/page/first-layer-filters.ts";
import { spread } from "../../../src/training/analysis/loss-plane.ts";
import {
  confusionMatrix,
  decisionPlane,
  deletionStudy,
  featureMaps,
} from "../../../src/training/page/analysis-client.ts";
import { gatherBatch } from "../../../src/training/step/batch.ts";
import type { Engine } from "../../../src/training/engines/engine.ts";
import { evaluateSplit } from "../../../src/training/step/evaluation.ts";
import type { Parameters } from "../../../src/training/contract/parameters.ts";
import { openSession } from "../../../src/training/step/graph-session.ts";
import { openTestEngine } from "../open-test-engine.ts";

let engine: Engine;
let points: DataSet;
let images: DataSet;
let mlp: Architecture;
let trained: Parameters;
let net: Architecture;
let weights: Parameters;

const sgd = { kind: "sgd", learningRate: 0.1, warmUp: null, momentum: 0.9, weightDecay: 1e-4, decay: [] } as const;
const options = { loss: "cross-entropy", optimizer: sgd, seed: 1 } as const;

/** A few steps on one batch: every parameter and statistic has moved. */
async function trainBriefly(architecture: Architecture, data: DataSet, steps: number): Promise<Parameters> {
  const initial = initialParameters(architecture, { seed: 3 });
  const session = await openSession(engine, { ...options, architecture, initial, steps });
  const indices = Int32Array.from({ length: Math.min(128, data.training.count) }, (_, at) => at);
  const batch = gatherBatch(data.training, data.shape, indices);
  for (let step = 0; step < steps; step++) await session.step(batch);
  const parameters = await session.parameters();
  session.dispose();
  return parameters;
}

beforeAll(async () => {
  engine = await openTestEngine();
  points = generate(spiral({ points: 120 }));
  images = generate(shapes({ training: 40, test: 20 }));
  mlp = residualMlp({ depth: 8, width: 16 });
  trained = await trainBriefly(mlp, points, 150);
  net = residualNet({ depth: 8, width: 4, inputShape: [16, 16, 3], stemStride: 2 });
  weights = await trainBriefly(net, images, 10);
});

type Wish = "go on" | "stop" | "cancel";
const wasm = "wasm" as const;

async function ask<T extends Analysis>(question: AnalysisQuestion, wish: () => Wish = () => "go on") {
  const parts: T[] = [];
  const isImage = question.kind === "feature-maps";
  const request = {
    ...(isImage ? { architecture: net, parameters: weights } : { architecture: mlp, parameters: trained }),
    ...{ data: isImage ? images.spec : points.spec, loss: options.loss, engine: wasm, question },
  };
  const report = (analysis: Analysis) => parts.push(analysis as T);
  const answer = await analyse(engine, isImage ? images : points, request, { wish, report });
  return { parts, answer: answer as T | null };
}

/** "go on" so many times, then the other. */
function after(times: number, wish: Wish): () => Wish {
  let asked = 0;
  return () => (asked++ < times ? "go on" : wish);
}

const onTest = { split: "test", mode: "running-statistics", examples: Infinity } as const;

async function evaluate(architecture: Architecture, mode: "running-statistics" | "batch-statistics") {
  const session = await openSession(engine, { ...options, architecture, initial: trained, steps: 0 });
  const settings = { step: 0, split: "test", mode, batchSize: 120, limit: Infinity } as const;
  const evaluation = await evaluateSplit(session, points, settings, async () => undefined);
  session.dispose();
  return evaluation;
}

describe("the score of a split", () => {
  test("comes batch by batch, and ends as one evaluation of the whole split", async () => {
    const many = generate(spiral({ points: 600 }));
    const question = { kind: "evaluation", ...onTest } as const;
    const request = { architecture: mlp, parameters: trained, data: many.spec, loss: options.loss, engine: wasm };
    const parts: SplitScore[] = [];
    const control = { wish: () => "go on" as const, report: (part: Analysis) => parts.push(part as SplitScore) };
    const answer = await analyse(engine, many, { ...request, question }, control);
    const session = await openSession(engine, { ...options, architecture: mlp, initial: trained, steps: 0 });
    const settings = { ...onTest, step: 0, batchSize: 256, limit: Infinity };
    const { loss, accuracy } = await evaluateSplit(session, many, settings, async () => undefined);
    session.dispose();
    const examined = { split: "test", mode: "running-statistics", examples: 600 };
    expect(answer).toEqual({ status: "done", scored: 600, examined, loss, accuracy });
    expect(parts.map(({ status, scored }) => `${status} ${scored}`)).toEqual(
      [200, 400, 600].map((n) => `running ${n}`),
    );
    expect(parts[2]?.loss).toBe(loss);
    expect(parts[0]?.loss).not.toBe(loss);
  });

  test("is nothing when it is stopped: half of the examples are not the split", async () => {
    const question = { kind: "evaluation", ...onTest } as const;
    expect((await ask(question, () => "stop")).answer).toBeNull();
  });
});

describe("the confusion matrix", () => {
  test("counts what a slow reference counts, and agrees with the accuracy", async () => {
    const { answer } = await ask<Confusion>({ kind: "confusion", ...onTest });
    const expected = [0, 1, 2].map(() => [0, 0, 0]);
    for (let at = 0; at < points.test.count; at++) {
      const logits = forward(mlp, trained, points.test.inputs.subarray(2 * at, 2 * at + 2));
      const row = expected[points.test.labels?.[at] ?? 0] as number[];
      row[logits.indexOf(Math.max(...logits))] = (row[logits.indexOf(Math.max(...logits))] ?? 0) + 1;
    }
    expect(answer?.counts).toEqual(expected);
    const hits = expected.reduce((sum, row, at) => sum + (row[at] ?? 0), 0);
    expect(answer?.accuracy).toBeCloseTo(hits / points.test.count, 6);
    expect(answer?.accuracy).toBeGreaterThan(0.5);
    expect(answer?.classNames).toHaveLength(3);
    expect(answer?.examined).toEqual({ split: "test", mode: "running-statistics", examples: points.test.count });
  });
});

describe("feature maps", () => {
  test("are the outputs of the nodes for one example", async () => {
    const nodes = ["conv1", "relu3", "dense1"];
    const { answer } = await ask<FeatureMaps>({ kind: "feature-maps", split: "test", index: 4, nodes });
    const example = images.test.inputs.subarray(4 * 768, 5 * 768);
    const logits = forward(net, weights, example);
    expect(answer?.maps.map(({ name, op, shape }) => [name, op, shape])).toEqual([
      ["conv1", "conv", [8, 8, 4]],
      ["relu3", "relu", [8, 8, 4]],
      ["dense1", "dense", [10]],
    ]);
    expect(answer?.maps[1]?.block).toEqual({ stage: 1, index: 1 });
    answer?.maps[2]?.values.forEach((value, at) => expect(value).toBeCloseTo(logits[at] ?? NaN, 4));
    expect([...(answer?.example.values ?? [])]).toEqual([...example]);
    expect(answer?.label).toBe(images.classNames?.[images.test.labels?.[4] ?? 0]);
    expect(answer?.predicted).toBe(images.classNames?.[logits.indexOf(Math.max(...logits))]);
  });

  test("of the first layer are its filters, channel by channel", () => {
    const { name, shape, filters } = firstLayerFilters(net, weights);
    expect([name, shape, filters.length]).toEqual(["conv1", [3, 3, 3], 4]);
    const kernel = weights["conv1/kernel"]?.values ?? [];
    expect(filters[2]?.[5 * 3 + 1]).toBe(kernel[(5 * 3 + 1) * 4 + 2]);
    expect(() => firstLayerFilters(mlp, trained)).toThrow("does not begin with a convolution");
    expect(() => firstLayerFilters(net, trained)).toThrow(
      "residual-8 needs conv1/kernel of shape 3 × 3 × 3 × 4, but it is missing",
    );
  });
});

describe("a deletion study", () => {
  test("scores the net without each block as a slow reference does, and reports as it goes", async () => {
    const changes = deletableBlocks(mlp).map((block) => ({ deleted: [block] }));
    const { answer, parts } = await ask<DeletionStudy>({ kind: "deletion", ...onTest, changes });
    expect(answer).toMatchObject({ status: "done", total: 3 });
    expect(parts.map(({ rows, status }) => `${status} ${rows.length}`)).toEqual(
      [0, 1, 2, 3].map((n) => `running ${n}`),
    );
    const { loss, accuracy } = await evaluate(mlp, "running-statistics");
    expect(answer?.whole).toEqual({ loss, accuracy });
    answer?.rows.forEach((row, index) => {
      const shorter = deleteBlock(mlp, { stage: 1, index: index + 1 });
      let [sum, hits] = [0, 0];
      for (let at = 0; at < points.test.count; at++) {
        const logits = forward(shorter, trained, points.test.inputs.subarray(2 * at, 2 * at + 2));
        const label = points.test.labels?.[at] ?? 0;
        sum += Math.log(logits.reduce((all, logit) => all + Math.exp(logit), 0)) - (logits[label] ?? 0);
        if (logits.indexOf(Math.max(...logits)) === label) hits++;
      }
      expect(row.loss).toBeCloseTo(sum / points.test.count, 3);
      expect(row.accuracy).toBeCloseTo(hits / points.test.count, 2);
    });
  });

  test("swaps blocks, and two swaps in each other's place change nothing", async () => {
    const block = (index: number) => ({ stage: 1, index });
    const changes = [{ swapped: [block(1), block(3)] as const }, { deleted: [] }];
    const { answer } = await ask<DeletionStudy>({ kind: "deletion", ...onTest, changes });
    const [swapped, untouched] = answer?.rows ?? [];
    expect(untouched?.loss).toBe(answer?.whole.loss);
    expect(swapped?.loss).not.toBe(answer?.whole.loss);
  });

  test("keeps its rows when it is stopped, and nothing when it is cancelled", async () => {
    const changes = deletableBlocks(mlp).map((block) => ({ deleted: [block] }));
    const stopped = await ask<DeletionStudy>({ kind: "deletion", ...onTest, changes }, after(4, "stop"));
    expect(stopped.answer?.status).toBe("stopped");
    expect(stopped.answer?.rows.length).toBeLessThan(3);
    expect((await ask({ kind: "deletion", ...onTest, changes }, after(2, "cancel"))).answer).toBeNull();
  });
});

test("a study that is paused says so, rests, and goes on where it was", async () => {
  const changes = deletableBlocks(mlp).map((block) => ({ deleted: [block] }));
  const request = { architecture: mlp, parameters: trained, data: points.spec, loss: options.loss, engine: wasm };
  let wish: "go on" | "pause" = "go on";
  const told: string[] = [];
  const answer = (await analyse(
    engine,
    points,
    { ...request, question: { kind: "deletion", ...onTest, changes } },
    {
      wish: () => wish,
      nextWish: async () => {
        told.push("rests");
        wish = "go on";
      },
      report: (analysis) => {
        const { status, rows } = analysis as DeletionStudy;
        told.push(`${status} ${rows.length}`);
        if (status === "running" && rows.length === 1) wish = "pause";
      },
    },
  )) as DeletionStudy;
  expect(told).toEqual(["running 0", "running 1", "paused 1", "rests", "running 2", "running 3"]);
  expect(answer.rows).toHaveLength(3);
});

describe("the loss plane", () => {
  const plane = { kind: "loss-plane", resolution: 3, span: 0.5, seed: 7, directions: 2 } as const;

  test.each(["running-statistics", "batch-statistics"] as const)(
    "has the loss of the net in its middle (%s)",
    async (mode) => {
      const { answer, parts } = await ask<LossPlane>({ ...plane, ...onTest, mode });
      expect(answer).toMatchObject({ status: "done", positions: [-0.5, 0, 0.5], directions: 2 });
      expect(parts.map(({ loss }) => loss.length)).toEqual([1, 2, 3]);
      expect(answer?.loss[1]?.[1]).toBeCloseTo((await evaluate(mlp, mode)).loss, 5);
      expect(answer?.loss.flat().every((loss) => Number.isFinite(loss))).toBe(true);
      const corner = answer?.loss[0]?.[0] ?? NaN;
      expect(corner).not.toBe(answer?.loss[2]?.[2]);
    },
  );

  test("is a curve along its first direction where one is asked for", async () => {
    const line = await ask<LossPlane>({ ...plane, ...onTest, directions: 1 });
    const whole = await ask<LossPlane>({ ...plane, ...onTest });
    expect(line.answer?.loss).toEqual([whole.answer?.loss[1]]);
    expect(line.parts.map(({ loss }) => loss[0]?.length)).toEqual([1, 2, 3, 3]);
  });

  test("keeps complete rows when it is stopped", async () => {
    const { answer } = await ask<LossPlane>({ ...plane, ...onTest }, after(9, "stop"));
    expect(answer?.status).toBe("stopped");
    expect(answer?.loss.every((row) => row.length === 3)).toBe(true);
    expect(answer?.loss.length).toBeLessThan(3);
  });

  test("moves every filter by its own length, and nothing but kernels", () => {
    const direction = filterNormalisedDirection(net, weights, { seed: 1, stream: "first" });
    expect([...direction.keys()]).toEqual(
      listParameters(net)
        .map(({ name }) => name)
        .filter((name) => name.endsWith("/kernel")),
    );
    for (const { name, shape } of listParameters(net).filter(({ role }) => role === "kernel")) {
      const filters = shape.at(-1) ?? 1;
      for (let filter = 0; filter < filters; filter++) {
        const lengths = [weights[name]?.values ?? [], direction.get(name) ?? []].map((values) =>
          Math.hypot(...Array.from(values).filter((_, at) => at % filters === filter)),
        );
        expect(lengths[1]).toBeCloseTo(lengths[0] ?? NaN, 5);
      }
    }
    const moved = moveAlong(weights, [{ direction, step: 0.5 }]);
    const [from, to] = [weights, moved].map((each) => each["conv1/kernel"]?.values[3]);
    expect(to).toBeCloseTo((from ?? NaN) + 0.5 * (direction.get("conv1/kernel")?.[3] ?? NaN), 6);
    expect(moved["bn1/gamma"]?.values).toEqual(weights["bn1/gamma"]?.values);
    const other = filterNormalisedDirection(net, weights, { seed: 1, stream: "second" });
    expect(other.get("conv1/kernel")).not.toEqual(direction.get("conv1/kernel"));
  });

  test("has equally spaced positions, with 0 in the middle of an odd number", () => {
    expect(spread(5, 1)).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(spread(4, 3)).toEqual([-3, -1, 1, 3]);
  });
});

describe("the decision plane", () => {
  const square = { kind: "decision-plane", split: "training", resolution: 41, span: 1.5 } as const;

  test("has at each point the class that a slow reference finds most probable, and how probable", async () => {
    const { answer } = await ask<DecisionPlane>(square);
    expect([answer?.classes.length, answer?.tenths.length, answer?.span]).toEqual([41, 41, 1.5]);
    const positions = spread(41, 1.5);
    for (const row of [0, 7, 20, 33, 40]) {
      positions.forEach((x, column) => {
        const logits = forward(mlp, trained, Float32Array.of(x, positions[row] ?? 0));
        const sum = logits.reduce((all, logit) => all + Math.exp(logit - Math.max(...logits)), 0);
        // Where two classes are as good as equal, or a tenth is about full, rounding may decide
        const [first = 0, second = 0] = [...logits].sort((a, b) => b - a);
        if (first - second > 1e-3) {
          expect(answer?.classes[row]?.[column]).toBe(String(logits.indexOf(Math.max(...logits))));
        }
        const tenths = Number(answer?.tenths[row]?.[column]) + 0.5;
        expect(Math.abs(Math.min(9.5, 10 / sum) - tenths)).toBeLessThan(0.501);
      });
    }
  });

  test("agrees at the training points with what evaluate says of the net", async () => {
    const { answer } = await ask<DecisionPlane>({ ...square, resolution: 101, span: null });
    const session = await openSession(engine, { ...options, architecture: mlp, initial: trained, steps: 0 });
    const settings = { step: 0, split: "training", mode: "running-statistics", batchSize: 120, limit: 120 } as const;
    const { accuracy } = await evaluateSplit(session, points, settings, async () => undefined);
    session.dispose();
    const { inputs, labels } = points.training;
    expect(answer).toMatchObject({ accuracy, classNames: points.classNames, examined: { examples: 120 } });
    const span = answer?.span ?? 0;
    expect(span).toBeGreaterThan(Math.max(...inputs));
    const nearest = (value: number): number => Math.round((value / span + 1) * 50);
    const hits = Array.from(labels ?? []).filter(
      (label, at) =>
        answer?.classes[nearest(inputs[2 * at + 1] ?? 0)]?.[nearest(inputs[2 * at] ?? 0)] === String(label),
    );
    // A point may lie across a border from its nearest grid point
    expect(Math.abs(hits.length / 120 - (accuracy ?? 0))).toBeLessThanOrEqual(2 / 120);
  });

  test("is thrown away when it is stopped, and keeps four nets below 40 kB", async () => {
    expect((await ask(square, after(3, "stop"))).answer).toBeNull();
    const { answer } = await ask<DecisionPlane>({ ...square, resolution: 64 });
    expect(JSON.stringify(answer).length).toBeLessThan(10_000);
  });
});

describe("what cannot be used is refused", () => {
  const study = (options: object, architecture: unknown = mlp, parameters: unknown = trained) =>
    deletionStudy(architecture as never, parameters as never, options as never);

  test("with a sentence that says what would work", async () => {
    const data = spiral();
    expect(() => study({ data }, 5)).toThrow("deletionStudy: architecture must be an Architecture, got 5.");
    expect(() => study({ data }, mlp, null)).toThrow("deletionStudy: parameters must be Parameters, got null.");
    expect(() => study({ data, mod: "" })).toThrow("unknown option 'mod'. Did you mean 'mode'?");
    expect(() => study({ data: identityPairs() })).toThrow("residual-8 takes inputs of 2, but the data has");
    expect(() => study({ data, deletions: [[{ stage: 1, index: 9 }]] })).toThrow("has no block 1.9.");
    expect(() => study({ data, swaps: 3 })).toThrow("deletionStudy: swaps must be a list, got 3");
    expect(() => study({ data, swaps: [[{ stage: 1, index: 2 }]] })).toThrow("swaps[0] must have 2 entries, got 1");
    expect(() => study({ data, deletions: [[3]] })).toThrow("deletions[0][0] must be a {stage, index}, got 3.");
    const maps = (options: object) => featureMaps(mlp, trained, { data, ...options });
    await expect(maps({ nodes: ["rellu1"] })).rejects.toThrow('Did you mean "relu1"?');
    await expect(maps({ index: 9999 })).rejects.toThrow("index must be below the");
    const start = (of: Architecture) => initialParameters(of, { seed: 1 });
    const plane = (options: object, of: Architecture = mlp) => decisionPlane(of, start(of), { data, ...options });
    expect(() => plane({ span: 0 })).toThrow("span must be a finite number of at least");
    expect(() => plane({ resolution: 1 })).toThrow("resolution must be an integer");
    await expect(plane({ data: shapes() }, net)).rejects.toThrow(
      "decisionPlane: the data must be points with 2 features in classes, got examples of 16 × 16 × 3. Try spiral().",
    );
    await expect(plane({ data: identityPairs() }, functionFitter())).rejects.toThrow("got examples of 16 without");
    const fitter = functionFitter();
    await expect(confusionMatrix(fitter, start(fitter), { data: identityPairs() })).rejects.toThrow("targets and no");
    await expect(confusionMatrix(fitter, {}, { data: identityPairs() })).rejects.toThrow("but it is missing");
  });
});
