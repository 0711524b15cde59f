import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { spiral } from "../../../src/data/spiral.ts";
import { plainMlp, residualMlp } from "../../../src/models/mlp.ts";
import type { Run, Training, TrainingChanges } from "../../../src/training/contract/protocol.ts";
import type { Wish } from "../../../src/training/contract/wish.ts";
import { ContextLost } from "../../../src/training/engines/engine.ts";
import { ReceivedCurves } from "../../../src/training/page/received-curves.ts";
import { readTrainRequest, type TrainOptions } from "../../../src/training/page/train-request.ts";
import { runTraining, type LoopControl } from "../../../src/training/worker/loop.ts";
import { SentCurves } from "../../../src/training/worker/sent-curves.ts";
import { openTestEngine } from "../open-test-engine.ts";

/** A run after so many updates, with an evaluation and a probe each; `shift` tells what was measured anew. */
function run(updates: number, { shift = 0, ...facts }: Partial<Run> & { readonly shift?: number } = {}): Run {
  const steps = Array.from({ length: updates }, (_, step) => step);
  return {
    ...{ arm: "net", family: "plain", depth: 4, parameterCount: 7, seed: 1, status: "running" },
    loss: steps.map((step) => 1 / (step + 1) + shift),
    accuracy: steps.map((step) => step / 64),
    evaluations: steps.map((step) => ({
      step,
      split: "test",
      mode: "batch-statistics",
      loss: 1 + shift,
      accuracy: null,
    })),
    probes: steps.map((step) => ({ step, gradientNorms: [step, shift, Number.NaN] })),
    ...facts,
  };
}

function snapshot(...runs: Run[]): Training {
  const counts = { steps: 10, doneSteps: 0, totalSteps: 10 * runs.length, elapsedMs: 0 };
  return { status: "running", runs, ...counts, engine: { kind: "wasm", device: "wasm", reason: "" } };
}

/** Both ends of a line. */
function openLine() {
  const [sent, received] = [new SentCurves(), new ReceivedCurves()];
  const messages: TrainingChanges[] = [];
  const cross = (training: Training): Training => {
    const message = structuredClone(sent.changesTo(training));
    messages.push(message);
    return received.trainingWith(message);
  };
  return { sent, received, messages, cross };
}

describe("snapshots that are put together", () => {
  test("are those that the worker had, while only what is new crosses", () => {
    const { cross, messages } = openLine();
    for (const updates of [0, 2, 5, 5, 9]) {
      const training = snapshot(run(updates), run(updates + 1, { seed: 2 }));
      expect(cross(training)).toStrictEqual(training);
    }
    expect(messages.map(({ runs }) => runs.map(({ loss }) => loss.values.length).join(" "))).toEqual([
      "0 1",
      "2 2",
      "3 3",
      "0 0",
      "4 4",
    ]);
    const [ofFirst] = messages.at(-1)?.runs ?? [];
    expect(ofFirst).toMatchObject({ accuracy: { from: 5 }, evaluations: { from: 5 }, probes: { from: 5 } });
    expect([ofFirst?.accuracy, ofFirst?.evaluations, ofFirst?.probes].map((tail) => tail?.values.length)).toEqual([
      4, 4, 4,
    ]);
  });

  test("keep every number bit for bit, and the order of a run's entries", () => {
    const { cross } = openLine();
    const odd = run(0, { loss: [-0, 5e-324, 0.1 + 0.2, Infinity, NaN, 3] });
    expect(JSON.stringify(Object.keys(cross(snapshot(odd)).runs[0] ?? {}))).toBe(JSON.stringify(Object.keys(odd)));
    expect(cross(snapshot(odd)).runs[0]?.loss).toStrictEqual(odd.loss);
  });

  test("are shorter after the loop has gone back to a checkpoint, and grow with what is measured anew", () => {
    const { cross } = openLine();
    cross(snapshot(run(8), run(3, { seed: 2 })));
    const back = snapshot(run(4), run(3, { seed: 2 }));
    expect(cross(back)).toStrictEqual(back);
    const anew = run(9, { shift: 1 });
    const old = run(4);
    const loss = [...old.loss, ...anew.loss.slice(4)];
    const evaluations = [...old.evaluations, ...anew.evaluations.slice(4)];
    const again = snapshot({ ...anew, loss, evaluations, probes: [...old.probes, ...anew.probes.slice(4)] });
    expect(cross(again).runs[0]).toStrictEqual(again.runs[0]);
  });

  test("have the facts of runs that ended, and their parameters", () => {
    const { cross } = openLine();
    cross(snapshot(run(2), run(3, { seed: 2 })));
    const parameters = { weights: { shape: [2], values: Float32Array.of(1, 2) } };
    const ended = snapshot(run(2, { status: "diverged" }), run(4, { seed: 2, status: "done", parameters }));
    expect(cross(ended)).toStrictEqual(ended);
    expect(cross({ ...ended, status: "paused" })).toStrictEqual({ ...ended, status: "paused" });
  });

  test("stay as they are when the curves go on, and when others are changed by who holds them", () => {
    const { cross } = openLine();
    const [held, changed] = [cross(snapshot(run(3))), cross(snapshot(run(5)))];
    const [loss, evaluation] = [changed.runs[0]?.loss, changed.runs[0]?.evaluations[0]];
    (loss as number[]).fill(7);
    Object.assign(evaluation ?? {}, { loss: 7 });
    (changed.runs[0]?.probes[0]?.gradientNorms as number[]).reverse();
    cross(snapshot(run(1)));
    expect(held).toStrictEqual(snapshot(run(3)));
    expect(cross(snapshot(run(6)))).toStrictEqual(snapshot(run(6)));
    expect(held).toStrictEqual(snapshot(run(3)));
  });

  test("come with checkpoints between them", () => {
    const { sent, received, cross } = openLine();
    cross(snapshot(run(2)));
    const saved = { training: snapshot(run(4)), recipe: {} as never, states: [] };
    const kept = received.savedWith(structuredClone({ ...saved, training: sent.changesTo(saved.training) }));
    expect(kept).toStrictEqual(saved);
    expect(cross(snapshot(run(6)))).toStrictEqual(snapshot(run(6)));
  });
});

describe("a training that crosses is the one that the loop reports", () => {
  const nets = { plain: plainMlp({ depth: 4 }), residual: residualMlp({ depth: 6 }) };
  const options = { data: spiral({ points: 120 }), batchSize: 32, steps: 12, evaluateEvery: 4, probeAt: [0, 6] };

  // A clock that is always a report further makes the loop report after every update.
  beforeEach(() => {
    let nowMs = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (nowMs += 100));
  });
  afterEach(() => void vi.restoreAllMocks());

  /** @returns its end, and all that was reported and kept on the way: as the loop had it, and as it was put together */
  async function train(more: Partial<TrainOptions>, control: Partial<LoopControl> = {}) {
    const { cross, sent, received } = openLine();
    const pairs: { readonly training: Training; readonly whole: unknown; readonly crossed: unknown }[] = [];
    const request = readTrainRequest(nets, { ...options, ...more });
    const end = await runTraining(request, await openTestEngine(), {
      wish: () => "go on",
      report: (whole) => pairs.push({ training: whole, whole, crossed: cross(whole) }),
      keep: (whole) => {
        const changes = structuredClone({ ...whole, training: sent.changesTo(whole.training) });
        pairs.push({ training: whole.training, whole, crossed: received.savedWith(changes) });
      },
      ...control,
    });
    return { end, pairs };
  }

  /** Pauses once, which takes a checkpoint, and loses the engine later. */
  function losing() {
    let asked = 0;
    const wish = (): Wish => {
      asked++;
      if (asked === 60) throw new ContextLost();
      return asked === 20 ? "pause" : "go on";
    };
    return { wish, reopen: async () => ({ engine: await openTestEngine(), reason: "it was lost" }) };
  }

  test("also where its engine is lost and it goes back to a checkpoint", async () => {
    const { end, pairs } = await train({ seeds: [1, 2] }, losing());
    expect(end?.interruptions).toHaveLength(1);
    const steps = pairs.map(({ training }) => training.runs[0]?.loss.length ?? 0);
    expect(steps.some((step, at) => step < (steps[at - 1] ?? 0))).toBe(true);
    // The checkpoint is seen again before anything is measured anew
    const at = pairs.findIndex(({ training }) => training.interruptions !== undefined);
    const checkpoint = pairs.slice(0, at).findLast(({ training, whole }) => training !== whole)?.training;
    expect(checkpoint).toBeDefined();
    expect(pairs[at]?.training.runs).toStrictEqual(checkpoint?.runs);
    for (const { whole, crossed } of pairs) expect(crossed).toStrictEqual(whole);
  });

  test("also where it goes on from a saved run", async () => {
    const { end } = await train({ keepState: true });
    const { pairs } = await train({ steps: 6, resume: end ?? undefined, data: undefined, batchSize: undefined });
    expect(pairs.length).toBeGreaterThan(0);
    for (const { whole, crossed } of pairs) expect(crossed).toStrictEqual(whole);
  });
});
