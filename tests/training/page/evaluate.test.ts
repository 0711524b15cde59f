import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PauseSwitch } from "../../../src/core/pause-switch.ts";
import { spiral } from "../../../src/data/spiral.ts";
import { plainMlp } from "../../../src/models/mlp.ts";
import { initialParameters } from "../../../src/models/parameters.ts";
import type { SplitScore } from "../../../src/training/contract/analyses.ts";
import type { Examples, WorkerAnswer, WorkerReply, WorkerRequest } from "../../../src/training/contract/protocol.ts";
import type { WorkProgress } from "../../../src/training/page/queued-work.ts";

const net = plainMlp({ depth: 4 });
const parameters = initialParameters(net, { seed: 1 });
const data = spiral({ points: 600 });

/** The page's worker: does what the test says and tells what it was sent. */
class ScriptedWorker extends EventTarget {
  static only: ScriptedWorker;
  readonly received: string[] = [];

  constructor() {
    super();
    ScriptedWorker.only = this;
  }

  postMessage(asked: WorkerRequest): void {
    this.received.push("id" in asked ? `${asked.kind} ${asked.id}` : asked.kind);
  }

  answer(id: number, answer: WorkerAnswer): void {
    this.#reply({ kind: "answer", id, answer });
  }

  part(id: number, analysis: SplitScore): void {
    this.#reply({ kind: "part", id, analysis });
  }

  #reply(data: WorkerReply): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The page's line to the worker is one for all: each test has a fresh page. */
async function openPage() {
  vi.resetModules();
  const { train } = await import("../../../src/training/page/client.ts");
  const { evaluate } = await import("../../../src/training/page/evaluate.ts");
  const { examples } = await import("../../../src/training/page/examples.ts");
  const [stop, pauses, story] = [new AbortController(), new PauseSwitch(), [] as string[]];
  const onProgress = ({ queuePlace, paused, doneSteps, totalSteps }: WorkProgress): void => {
    const place = queuePlace === null ? `${doneSteps} of ${totalSteps}` : `place ${queuePlace}`;
    story.push(paused ? "paused" : place);
  };
  const context = { signal: stop.signal, pauses, onProgress };
  return {
    ...{ stop, pauses, story, examples },
    train: () => void train(net, { data, steps: 10 }).next(),
    evaluate: () => evaluate(net, parameters, { data, split: "test" }, context),
  };
}

function score(status: SplitScore["status"], scored: number): SplitScore {
  const examined = { split: "test", mode: "running-statistics", examples: 600 } as const;
  return { status, scored, examined, loss: 0.5, accuracy: 0.75 };
}

beforeEach(() => vi.stubGlobal("Worker", ScriptedWorker));
afterEach(() => vi.unstubAllGlobals());

test("an evaluation waits for the engine behind a training; examples do not", async () => {
  const page = await openPage();
  page.train();
  const evaluation = page.evaluate();
  const examples = page.examples(data);
  expect(ScriptedWorker.only.received).toEqual(["train 1", "examples 2"]);
  expect(page.story).toEqual(["place 1"]);
  ScriptedWorker.only.answer(2, { shape: [2] } as unknown as Examples);
  expect(await examples).toEqual({ shape: [2] });
  ScriptedWorker.only.answer(1, null);
  await settle();
  expect(ScriptedWorker.only.received.at(-1)).toBe("analyse 3");
  ScriptedWorker.only.answer(3, score("done", 600));
  const expected = { step: 0, split: "test", mode: "running-statistics", loss: 0.5, accuracy: 0.75 };
  expect(await evaluation).toEqual(expected);
});

test("an evaluation tells how many examples are done, of how many", async () => {
  const page = await openPage();
  const evaluation = page.evaluate();
  ScriptedWorker.only.part(1, score("running", 256));
  ScriptedWorker.only.answer(1, score("done", 600));
  await evaluation;
  expect(page.story).toEqual(["0 of 600", "256 of 600", "600 of 600"]);
});

test("an evaluation that is paused gives its turn to the next", async () => {
  const page = await openPage();
  void page.evaluate();
  page.train();
  page.pauses.paused = true;
  expect(ScriptedWorker.only.received).toEqual(["analyse 1", "pause 1"]);
  ScriptedWorker.only.part(1, score("paused", 256));
  await settle();
  expect(page.story.at(-1)).toBe("paused");
  expect(ScriptedWorker.only.received.at(-1)).toBe("train 2");
  page.pauses.paused = false;
  ScriptedWorker.only.answer(2, null);
  await settle();
  expect(ScriptedWorker.only.received.at(-1)).toBe("resume 1");
});

test("Stop reaches an evaluation at work: the mean of some examples is not taken for that of all", async () => {
  const page = await openPage();
  const evaluation = page.evaluate();
  ScriptedWorker.only.part(1, score("running", 256));
  page.stop.abort();
  expect(ScriptedWorker.only.received).toEqual(["analyse 1", "stop 1"]);
  ScriptedWorker.only.answer(1, null);
  await expect(evaluation).rejects.toBe(page.stop.signal.reason);
});

test("an evaluation that is stopped in the queue ends at once, and the worker never hears of it", async () => {
  const page = await openPage();
  page.train();
  const evaluation = page.evaluate();
  page.stop.abort();
  await expect(evaluation).rejects.toBe(page.stop.signal.reason);
  expect(ScriptedWorker.only.received).toEqual(["train 1"]);
});

test("examples can be cancelled, before they are asked for and on their way", async () => {
  const page = await openPage();
  const { signal } = page.stop;
  const examples = page.examples(data, {}, { signal });
  page.stop.abort();
  expect(ScriptedWorker.only.received).toEqual(["examples 1", "cancel 1"]);
  ScriptedWorker.only.answer(1, null);
  await expect(examples).rejects.toBe(signal.reason);
  await expect(page.examples(data, {}, { signal })).rejects.toBe(signal.reason);
  expect(ScriptedWorker.only.received).toHaveLength(2);
});
