import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PauseSwitch } from "../../../src/core/pause-switch.ts";
import { spiral } from "../../../src/data/spiral.ts";
import { plainMlp } from "../../../src/models/mlp.ts";
import { runsOfRequest } from "../../../src/training/contract/runs-of-request.ts";
import type { SavedTraining, Training, WorkerReply, WorkerRequest } from "../../../src/training/contract/protocol.ts";
import { trainOnPool } from "../../../src/training/page/pooled-training.ts";
import { readTrainRequest, type TrainOptions } from "../../../src/training/page/train-request.ts";
import { WorkerPool } from "../../../src/training/page/worker-pool.ts";
import { preferWorkers } from "../../../src/training/page/worker-preference.ts";
import { SentCurves } from "../../../src/training/worker/sent-curves.ts";

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const nets = { deep: plainMlp({ depth: 20 }), shallow: plainMlp({ depth: 4 }) };

/** A worker that does what the test says, with the runs that it was given. */
class ScriptedWorker extends EventTarget {
  readonly received: string[] = [];
  isTerminated = false;
  request: Extract<WorkerRequest, { kind: "train" }>["request"] | null = null;
  #id = 0;
  #sent = new SentCurves();

  postMessage(asked: WorkerRequest): void {
    this.received.push(asked.kind);
    if ("id" in asked) this.#id = asked.id;
    if (asked.kind !== "train") return;
    this.request = asked.request;
    this.#sent = new SentCurves();
  }

  get runs(): readonly string[] {
    if (this.request === null) return [];
    return runsOfRequest(this.request).map(({ arm, seed }) => `${arm.name} ${seed}`);
  }

  /** Its runs with so many losses each, which tell them apart. */
  training(status: Training["status"], steps: number): Training {
    if (this.request === null) throw new Error("nothing was asked of this worker");
    const isOpen = status === "running" || status === "paused";
    const runs = runsOfRequest(this.request).map(({ arm: { name, architecture }, seed }) => ({
      ...{ arm: name, seed, family: architecture.family, depth: architecture.depth, parameterCount: 7 },
      ...{ status: isOpen ? ("running" as const) : status, accuracy: [], evaluations: [], probes: [] },
      loss: Array.from({ length: steps }, (_, step) => architecture.depth + seed / 10 + step / 100),
    }));
    const { resume, interruptions = [], keepState } = this.request;
    const befallen = [...(resume?.training.interruptions ?? []), ...interruptions];
    const training: Training = {
      ...{ status, runs, steps: 10, doneSteps: steps * runs.length, totalSteps: 10 * runs.length, elapsedMs: steps },
      engine: { kind: "wasm", device: "wasm (SIMD)", reason: "" },
      ...(befallen.length === 0 ? {} : { interruptions: befallen }),
    };
    return keepState && status !== "running" ? { ...training, saved: this.#save(training) } : training;
  }

  say(reply: WorkerReply): void {
    this.dispatchEvent(new MessageEvent("message", { data: reply }));
  }

  update(status: "running" | "paused", steps: number): void {
    this.say({ kind: "update", id: this.#id, training: this.#sent.changesTo(this.training(status, steps)) });
  }

  keep(steps: number): void {
    const saved = this.#save(this.training("paused", steps));
    this.say({ kind: "checkpoint", id: this.#id, saved: { ...saved, training: this.#sent.changesTo(saved.training) } });
  }

  end(status: "done" | "stopped", steps: number): void {
    this.say({ kind: "answer", id: this.#id, answer: this.training(status, steps) });
  }

  answerNothing(): void {
    this.say({ kind: "answer", id: this.#id, answer: null });
  }

  fail(message: string): void {
    this.say({ kind: "failure", id: this.#id, message, forReader: true });
  }

  crash(): void {
    this.dispatchEvent(Object.assign(new Event("error"), { message: "it crashed" }));
  }

  terminate(): void {
    this.isTerminated = true;
  }

  #save({ saved: _, ...training }: Training): SavedTraining {
    const states = training.runs.map(({ arm, seed, loss }) => ({
      ...{ arm, seed, architecture: "" },
      state: { done: loss.length, parameters: {}, moments: [] },
    }));
    return { training, recipe: { data: spiral(), batchSize: 8 } as SavedTraining["recipe"], states };
  }
}

/** Two nets with three seeds each, on three workers. */
async function begin(options: Partial<TrainOptions> = {}) {
  const workers: ScriptedWorker[] = [];
  const pool = new WorkerPool(() => {
    const worker = new ScriptedWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  const request = readTrainRequest(nets, { data: spiral(), steps: 10, seeds: [1, 2, 3], engine: "wasm", ...options });
  const [stop, cancel, pauses] = [new AbortController(), new AbortController(), new PauseSwitch()];
  const shown: Training[] = [];
  const ending = { stop: stop.signal, cancel: cancel.signal, pauses };
  const end = trainOnPool(pool, request, (training) => shown.push(training), ending).catch((error: unknown) => error);
  await settle();
  workers.forEach((worker) => worker.say({ kind: "alive" }));
  const [first, second, third] = workers as [ScriptedWorker, ScriptedWorker, ScriptedWorker];
  return { workers, first, second, third, shown, stop, cancel, pauses, end: end as Promise<Training | null> };
}

const lengthsOf = (training: Training | null | undefined): string[] =>
  (training?.runs ?? []).map(({ arm, seed, loss }) => `${arm} ${seed}: ${loss.length}`);
const every = (first: number, second: number, third: number): string[] =>
  ["deep", "shallow"].flatMap((arm) => [first, second, third].map((steps, at) => `${arm} ${at + 1}: ${steps}`));

beforeEach(() => preferWorkers(3));
afterEach(() => {
  preferWorkers(null);
  vi.useRealTimers();
});

test("each worker has runs of its own, and the whole is shown in the order of the training", async () => {
  const { workers, first, second, third, shown, end } = await begin();
  expect(workers.map(({ runs }) => runs)).toEqual([1, 2, 3].map((seed) => [`deep ${seed}`, `shallow ${seed}`]));
  first.update("running", 4);
  expect(lengthsOf(shown.at(-1))).toEqual(every(4, 0, 0));
  expect(shown.at(-1)).toMatchObject({ status: "running", doneSteps: 8, totalSteps: 60, steps: 10 });
  expect(shown.at(-1)?.runs.map(({ status }) => status)).toEqual(Array(6).fill("running"));
  third.end("done", 10);
  second.end("done", 10);
  first.end("done", 10);
  const whole = await end;
  expect(lengthsOf(whole)).toEqual(every(10, 10, 10));
  expect(whole).toMatchObject({ status: "done", doneSteps: 60, engine: { device: "wasm (SIMD)", workers: 3 } });
  expect(whole?.saved).toBeUndefined();
});

test("snapshots come no faster than one worker sends them, and none is kept back for good", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const { first, second, shown } = await begin();
  for (let step = 1; step <= 5; step++) {
    first.update("running", step);
    second.update("running", step);
  }
  expect(shown).toHaveLength(1);
  vi.advanceTimersByTime(100);
  expect(shown).toHaveLength(2);
  expect(lengthsOf(shown.at(-1))).toEqual(every(5, 5, 0));
});

test("it is paused once all rest, those that have ended too, and goes on as soon as it is resumed", async () => {
  const { workers, first, second, third, shown, pauses, end } = await begin({ keepState: true });
  third.end("done", 10);
  await settle();
  pauses.paused = true;
  first.update("paused", 4);
  expect(shown.at(-1)?.status).toBe("running");
  second.update("paused", 5);
  expect(shown.at(-1)?.status).toBe("paused");
  expect(shown.at(-1)?.saved?.states.map(({ arm, seed, state }) => `${arm} ${seed}: ${state.done}`)).toEqual(
    every(4, 5, 10),
  );
  pauses.paused = false;
  expect(workers.map(({ received }) => received.at(-1))).toEqual(["resume", "resume", "train"]);
  // The second has not said yet that it goes on
  pauses.paused = true;
  const before = shown.length;
  first.update("paused", 6);
  expect(shown.slice(before).map(({ status }) => status)).not.toContain("paused");
  second.update("paused", 6);
  expect(shown.at(-1)?.status).toBe("paused");
  pauses.paused = false;
  first.end("done", 10);
  second.end("done", 10);
  expect((await end)?.status).toBe("done");
});

test("Stop keeps what each has, and a worker that has not begun loses nothing", async () => {
  const { workers, first, second, third, stop, end } = await begin();
  first.update("running", 4);
  second.update("running", 3);
  stop.abort();
  expect(workers.map(({ received }) => received.at(-1))).toEqual(["stop", "stop", "stop"]);
  first.end("stopped", 5);
  second.end("stopped", 4);
  third.answerNothing();
  const stopped = await end;
  expect(lengthsOf(stopped)).toEqual(every(5, 4, 0));
  expect(stopped?.status).toBe("stopped");
  expect(new Set(stopped?.runs.map(({ status }) => status))).toEqual(new Set(["stopped"]));
});

test("Stop before any has begun gives nothing", async () => {
  const { workers, stop, end } = await begin();
  stop.abort();
  for (const worker of workers) worker.answerNothing();
  expect(await end).toBeNull();
});

test("cancelled, every worker is told, and nothing comes out", async () => {
  const { workers, first, cancel, end } = await begin();
  first.update("running", 4);
  cancel.abort();
  expect(workers.map(({ received }) => received.at(-1))).toEqual(["cancel", "cancel", "cancel"]);
  for (const worker of workers) worker.answerNothing();
  expect(await end).toBeNull();
});

test("a worker that is lost takes only its own runs back to their checkpoint, and another goes on with them", async () => {
  const { workers, first, second, third, shown, end } = await begin();
  for (const worker of workers) worker.update("running", 4);
  second.keep(4);
  second.update("running", 6);
  second.crash();
  await settle();
  expect(second.isTerminated).toBe(true);
  const successor = workers[3] as ScriptedWorker;
  expect(successor.runs).toEqual(["deep 2", "shallow 2"]);
  expect(successor.request?.resume?.states.map(({ state }) => state.done)).toEqual([4, 4]);
  successor.say({ kind: "alive" });
  successor.update("running", 5);
  first.end("done", 10);
  third.end("done", 10);
  successor.end("done", 10);
  const whole = await end;
  expect([first, third].map(({ received }) => received)).toEqual([["train"], ["train"]]);
  expect(lengthsOf(whole)).toEqual(every(10, 10, 10));
  expect(whole?.interruptions).toEqual([
    {
      ...{ step: 6, resumedFrom: 4 },
      reason: "the training worker of deep with seed 2 and shallow with seed 2 was lost (it crashed)",
    },
  ]);
  expect(shown.every(({ runs }) => runs.length === 6)).toBe(true);
});

test("one that is lost while the training rests waits until it is resumed", async () => {
  const { workers, first, second, third, shown, pauses, end } = await begin();
  pauses.paused = true;
  for (const worker of [first, second, third]) {
    worker.keep(4);
    worker.update("paused", 4);
  }
  expect(shown.at(-1)?.status).toBe("paused");
  second.crash();
  await settle();
  expect(workers).toHaveLength(3);
  expect(shown.at(-1)?.status).toBe("paused");
  pauses.paused = false;
  await settle();
  expect(workers[3]?.runs).toEqual(second.runs);
  expect(workers[3]?.received).toEqual(["train"]);
  for (const worker of [first, third, workers[3] as ScriptedWorker]) worker.end("done", 10);
  expect((await end)?.interruptions).toHaveLength(1);
});

test("what fails in one worker ends the training in all, with that error", async () => {
  const { first, second, third, end } = await begin();
  first.update("running", 4);
  second.fail("data: it is not here.");
  await settle();
  expect([first, third].map(({ received }) => received.at(-1))).toEqual(["cancel", "cancel"]);
  first.answerNothing();
  third.answerNothing();
  expect(await end).toMatchObject({ message: "data: it is not here." });
});

test("left to itself, the first worker is asked which engine it is to be: a graphics processor has the whole training", async () => {
  const { workers, first } = await begin({ engine: "auto" });
  expect(workers.map(({ received }) => received)).toEqual([["engine"], [], []]);
  const reason = "measured here";
  first.say({ kind: "answer", id: 1, answer: { kind: "webgl", device: "WebGL: a GPU", reason } });
  await settle();
  expect(workers.map(({ received }) => received)).toEqual([["engine", "train"], [], []]);
  expect(first.runs).toHaveLength(6);
  const processor = await begin({ engine: "auto" });
  processor.first.say({ kind: "answer", id: 1, answer: { kind: "wasm", device: "wasm", reason } });
  await settle();
  expect(processor.workers.map(({ received }) => received.at(-1))).toEqual(["train", "train", "train"]);
  expect(new Set(processor.workers.map(({ request }) => request?.engine))).toEqual(new Set(["wasm"]));
  for (const worker of processor.workers) worker.end("done", 10);
  expect((await processor.end)?.engine).toMatchObject({ kind: "wasm", reason });
});

test("WebGL that the cell names has one worker, and so has a training of one run", async () => {
  const onGpu = await begin({ engine: "webgl" });
  expect(onGpu.workers.map(({ runs }) => runs.length)).toEqual([6]);
  expect(onGpu.first.request?.runs).toBeUndefined();
  preferWorkers(1);
  const alone = await begin();
  expect(alone.workers.map(({ received }) => received)).toEqual([["train"]]);
  expect(alone.first.request?.runs).toBeUndefined();
});
