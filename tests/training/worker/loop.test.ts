import { findBackend } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { identityPairs } from "../../../src/data/identity-pairs.ts";
import { shapes } from "../../../src/data/shapes.ts";
import { spiral } from "../../../src/data/spiral.ts";
import { functionFitter } from "../../../src/models/function-fitter.ts";
import { plainMlp, residualMlp } from "../../../src/models/mlp.ts";
import { residualNet } from "../../../src/models/residual-net.ts";
import type { Engine } from "../../../src/training/engines/engine.ts";
import { runTraining } from "../../../src/training/worker/loop.ts";
import type { Run, Training } from "../../../src/training/contract/protocol.ts";
import { dealShares } from "../../../src/training/page/shares.ts";
import { readTrainRequest, type Arms, type TrainOptions } from "../../../src/training/page/train-request.ts";
import { openTestEngine } from "../open-test-engine.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

type Wish = "go on" | "stop" | "cancel";

async function finish(arms: Arms, options: TrainOptions, wish: () => Wish = () => "go on"): Promise<Training | null> {
  return runTraining(readTrainRequest(arms, options), engine, { wish, report: () => undefined });
}

/** "go on" so many times, then the other. */
function after(times: number, wish: Wish): () => Wish {
  let asked = 0;
  return () => (asked++ < times ? "go on" : wish);
}

/** What several workers would have, each with its own runs. */
async function finishShares(arms: Arms, options: TrainOptions, count: number): Promise<readonly Run[]> {
  const shares = dealShares(readTrainRequest(arms, options), count);
  const ends = [];
  for (const share of shares) {
    ends.push(await runTraining(share, engine, { wish: () => "go on", report: () => undefined }));
  }
  return ends.flatMap((end) => end?.runs ?? []);
}

function first(training: Training | null): Run {
  const run = training?.runs[0];
  if (run === undefined) throw new Error("there is no run");
  return run;
}

const easy = { data: spiral({ points: 120 }), steps: 60, batchSize: 60, learningRate: 0.1 };

describe("a training", () => {
  test("is the same run by run, bit for bit, when its runs are dealt out", async () => {
    const nets = { deep: residualMlp({ depth: 12 }), shallow: plainMlp({ depth: 4 }) };
    const options = { ...easy, steps: 12, seeds: [1, 2, 3], evaluateEvery: 5, probeAt: [0, 7], keepParameters: true };
    const whole = await finish(nets, options);
    for (const count of [2, 4]) {
      const runs = await finishShares(nets, options, count);
      expect(runs).toHaveLength(6);
      for (const run of whole?.runs ?? []) {
        expect(runs.find(({ arm, seed }) => arm === run.arm && seed === run.seed)).toEqual(run);
      }
    }
  });

  test("learns: a shallow net fits the spiral", async () => {
    const training = await finish(plainMlp({ depth: 4 }), { ...easy, steps: 200 });
    expect(training?.status).toBe("done");
    const { loss, accuracy, status } = first(training);
    expect(status).toBe("done");
    expect(loss).toHaveLength(200);
    expect(loss[0]).toBeGreaterThan(0.9);
    expect(loss.at(-1)).toBeLessThan(0.1);
    expect(accuracy.at(-1)).toBeGreaterThan(0.95);
  });

  test("learns images, and evaluation with running statistics agrees with what it learned", async () => {
    const net = residualNet({ depth: 8, width: 8, inputShape: [16, 16, 3], stemStride: 2 });
    const options = { data: shapes({ training: 64, test: 32 }), steps: 60, batchSize: 32, learningRate: 0.05 };
    const { loss, evaluations } = first(await finish(net, options));
    expect(loss.at(-1)).toBeLessThan(0.3);
    const trained = evaluations.find(({ split, mode }) => split === "training" && mode === "running-statistics");
    expect(trained?.accuracy).toBeGreaterThan(0.8);
  });

  test("regression has a loss and no accuracy", async () => {
    const options = { data: identityPairs({ dimension: 6 }), steps: 60, batchSize: 64, learningRate: 0.1 };
    const { loss, accuracy, evaluations } = first(
      await finish(functionFitter({ inputShape: [6], residual: true }), options),
    );
    expect(accuracy).toEqual([]);
    expect(evaluations.every((each) => each.accuracy === null && each.mode === "running-statistics")).toBe(true);
    expect(loss.at(-1)).toBeLessThan((loss[0] ?? 0) / 3);
  });

  test("the same seed gives the same curve, another seed another", async () => {
    const net = plainMlp({ depth: 4 });
    const [a, b] = [await finish(net, easy), await finish(net, { ...easy, seeds: [1, 2] })];
    expect(b?.runs[0]?.loss).toEqual(a?.runs[0]?.loss);
    expect(b?.runs[1]?.loss).not.toEqual(a?.runs[0]?.loss);
  });

  test("arms with the same seed see the same batches and start from the same weights", async () => {
    const arms = {
      one: plainMlp({ depth: 6 }),
      same: plainMlp({ depth: 6 }),
      slow: { architecture: plainMlp({ depth: 6 }), learningRate: 0 },
    };
    const training = await finish(arms, easy);
    const [one, same, slow] = training?.runs ?? [];
    expect(same?.loss).toEqual(one?.loss);
    expect(slow?.loss[0]).toBe(one?.loss[0]);
    expect(slow?.loss.at(-1)).not.toBe(one?.loss.at(-1));
  });

  test("all runs advance side by side", async () => {
    const counts: number[][] = [];
    const request = readTrainRequest([plainMlp({ depth: 4 }), residualMlp({ depth: 6 })], {
      ...easy,
      seeds: [1, 2],
      steps: 3,
    });
    let runs: Training | undefined;
    const wish = (): Wish => "go on";
    await runTraining(request, engine, { wish, report: (training) => (runs = training) });
    counts.push(runs?.runs.map(({ loss }) => loss.length) ?? []);
    expect(Math.max(...(counts[0] ?? [])) - Math.min(...(counts[0] ?? []))).toBeLessThanOrEqual(1);
    expect(runs?.totalSteps).toBe(12);
  });

  test("stop keeps every curve", async () => {
    const training = await finish(
      plainMlp({ depth: 4 }),
      { ...easy, seeds: [1, 2], keepParameters: true },
      after(5, "stop"),
    );
    expect(training?.status).toBe("stopped");
    expect(training?.runs.map(({ loss }) => loss.length)).toEqual([3, 2]);
    expect(training?.runs.map(({ status }) => status)).toEqual(["stopped", "stopped"]);
    expect(Object.keys(first(training).parameters ?? {})).toContain("bn1/variance");
  });

  test("cancel ends it without a result", async () => {
    expect(await finish(plainMlp({ depth: 4 }), easy, after(3, "cancel"))).toBeNull();
  });

  test("a run that diverges ends and keeps its curve, the others go on", async () => {
    const net = functionFitter({ inputShape: [6] });
    const arms = { wild: { architecture: net, learningRate: 1e6 }, tame: { architecture: net, learningRate: 0.01 } };
    const training = await finish(arms, { data: identityPairs({ dimension: 6 }), steps: 30, batchSize: 64 });
    const [wild, tame] = training?.runs ?? [];
    expect(wild?.status).toBe("diverged");
    expect(wild?.loss.length).toBeGreaterThan(0);
    expect(wild?.loss.every(Number.isFinite)).toBe(true);
    expect(tame?.status).toBe("done");
    expect(training?.status).toBe("done");
  });

  test("probes h₀ and every block at the steps asked for", async () => {
    const { probes } = first(await finish(residualMlp({ depth: 8 }), { ...easy, steps: 10, probeAt: [0, 4, 10] }));
    expect(probes.map(({ step }) => step)).toEqual([0, 4, 10]);
    for (const { gradientNorms } of probes) {
      expect(gradientNorms).toHaveLength(4);
      expect(gradientNorms.every((norm) => norm > 0)).toBe(true);
    }
  });

  test("probing and evaluating change nothing", async () => {
    const net = residualMlp({ depth: 8 });
    const plain = first(await finish(net, { ...easy, steps: 12 }));
    const watched = first(await finish(net, { ...easy, steps: 12, probeAt: [0, 3, 7], evaluateEvery: 2 }));
    expect(watched.loss).toEqual(plain.loss);
    expect(watched.evaluations.at(-1)).toEqual(plain.evaluations.at(-1));
  });

  test("evaluates both splits in both modes every so many steps and at the end", async () => {
    const { evaluations } = first(await finish(plainMlp({ depth: 4 }), { ...easy, steps: 5, evaluateEvery: 2 }));
    expect([...new Set(evaluations.map(({ step }) => step))]).toEqual([2, 4, 5]);
    expect(evaluations.slice(0, 4).map(({ split, mode }) => `${split} ${mode}`)).toEqual([
      "training running-statistics",
      "training batch-statistics",
      "test running-statistics",
      "test batch-statistics",
    ]);
  });

  test("goes on from given parameters", async () => {
    const net = plainMlp({ depth: 4 });
    const before = first(await finish(net, { ...easy, steps: 100, keepParameters: true }));
    const arms = { again: { architecture: net, initial: before.parameters ?? {} } };
    const again = first(await finish(arms, { ...easy, steps: 5, learningRate: 0.01 }));
    expect(again.loss[0]).toBeLessThan(2 * (before.loss.at(-1) ?? 0) + 0.05);
  });

  test("refuses parameters of another net, by name", async () => {
    const arms = { odd: { architecture: plainMlp({ depth: 4 }), initial: {} } };
    await expect(finish(arms, easy)).rejects.toThrow(
      'train, arm "odd": plain-4 needs dense1/kernel of shape 2 × 32, but it is missing.',
    );
  });

  test("leaves no tensor behind, however it ends", async () => {
    const alive = (): number => (findBackend("wasm") as { numDataIds(): number }).numDataIds();
    const net = residualNet({ depth: 8, width: 4, inputShape: [16, 16, 3], stemStride: 2, shortcut: "B" });
    const options = {
      data: shapes({ training: 32, test: 8 }),
      batchSize: 8,
      probeAt: [0],
      evaluateEvery: 1,
      keepParameters: true,
    };
    const before = alive();
    await finish(net, { ...options, steps: 2 });
    await finish(net, { ...options, steps: 50 }, after(4, "stop"));
    await finish(net, { ...options, steps: 50 }, after(4, "cancel"));
    await finish({ odd: { architecture: net, initial: {} } }, { ...options, steps: 2 }).catch(() => undefined);
    expect(alive()).toBe(before);
  });
});
