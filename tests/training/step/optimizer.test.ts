import { describe, expect, test } from "vitest";
import { Random } from "../../../src/core/random.ts";
import { residualMlp } from "../../../src/models/mlp.ts";
import { initialParameters } from "../../../src/models/parameters.ts";
import { learningRateAt } from "../../../src/training/step/optimizer.ts";
import { openSession } from "../../../src/training/step/graph-session.ts";
import { openTestEngine } from "../open-test-engine.ts";

const spec = { kind: "sgd", warmUp: null, learningRate: 0.1, momentum: 0.9, weightDecay: 0, decay: [] } as const;

test("the rate is constant without decay", () => {
  expect([0, 5, 9].map((step) => learningRateAt(spec, step, 10))).toEqual([0.1, 0.1, 0.1]);
});

test("each decay multiplies the rate from its part of the steps on", () => {
  const decay = [
    { at: 0.3, factor: 0.5 },
    { at: 0.8, factor: 0.1 },
  ];
  const rates = Array.from({ length: 10 }, (_, step) => learningRateAt({ ...spec, decay }, step, 10) / 0.1);
  [1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.05, 0.05].forEach((rate, step) => expect(rates[step]).toBeCloseTo(rate, 12));
});

test("a constant warm-up holds its rate, then jumps to the full one", () => {
  const warmUp = { kind: "constant", from: 0.01, until: 0.3 } as const;
  const rates = Array.from({ length: 10 }, (_, step) => learningRateAt({ ...spec, warmUp }, step, 10));
  expect(rates).toEqual([0.01, 0.01, 0.01, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]);
});

test("a linear warm-up rises in equal steps and meets the full rate", () => {
  const warmUp = { kind: "linear", from: 0.02, until: 0.4 } as const;
  const rates = Array.from({ length: 10 }, (_, step) => learningRateAt({ ...spec, warmUp }, step, 10));
  [0.02, 0.04, 0.06, 0.08, 0.1, 0.1].forEach((rate, step) => expect(rates[step]).toBeCloseTo(rate, 12));
});

test("decay counts from the full rate, also where it is due during the warm-up", () => {
  const decay = [{ at: 0.1, factor: 0.5 }];
  const warmUp = { kind: "constant", from: 0.01, until: 0.2 } as const;
  const rates = Array.from({ length: 5 }, (_, step) => learningRateAt({ ...spec, warmUp, decay }, step, 10));
  expect(rates).toEqual([0.01, 0.01, 0.05, 0.05, 0.05]);
});

describe.each(["sgd", "adam"] as const)("%s", (kind) => {
  const adam = { kind: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 } as const;
  const optimizer = kind === "sgd" ? spec : { ...adam, learningRate: 0.05, warmUp: null, decay: [] };
  const architecture = residualMlp({ depth: 4, width: 5, survival: 0.5 });
  const initial = initialParameters(architecture, { seed: 1 });
  const random = new Random(1, "batches");
  const batches = Array.from({ length: 5 }, () => ({
    count: 6,
    inputs: Float32Array.from({ length: 12 }, () => random.normal()),
    labels: Int32Array.from({ length: 6 }, () => random.integer(3)),
    targets: null,
  }));

  test("a session that goes on from a saved state does the same as one that never stopped", async () => {
    const engine = await openTestEngine("wasm");
    const open = () =>
      openSession(engine, { architecture, initial, loss: "cross-entropy", optimizer, seed: 5, steps: 9 });
    const straight = await open();
    for (const batch of batches) await straight.step(batch);
    const first = await open();
    for (const batch of batches.slice(0, 3)) await first.step(batch);
    const state = await first.state();
    expect(state.moments).toHaveLength(kind === "sgd" ? 1 : 2);
    const second = await open();
    await second.restore(structuredClone(state));
    for (const batch of batches.slice(3)) await second.step(batch);
    expect(await second.state()).toEqual(await straight.state());
    for (const session of [straight, first, second]) session.dispose();
  });
});
