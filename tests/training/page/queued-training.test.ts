import { expect, test } from "vitest";
import { PauseSwitch } from "../../../src/core/pause-switch.ts";
import { spiral } from "../../../src/data/spiral.ts";
import { plainMlp } from "../../../src/models/mlp.ts";
import type { Training, WorkerReply, WorkerRequest } from "../../../src/training/contract/protocol.ts";
import { Queue } from "../../../src/training/page/queue.ts";
import { QueuedTraining } from "../../../src/training/page/queued-training.ts";
import { readTrainRequest } from "../../../src/training/page/train-request.ts";
import { WorkerPool } from "../../../src/training/page/worker-pool.ts";

const request = readTrainRequest(plainMlp({ depth: 4 }), { data: spiral(), steps: 10 });
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A worker that does what the test says and tells what it was sent. */
class ScriptedWorker extends EventTarget {
  readonly received: string[] = [];

  postMessage(asked: WorkerRequest): void {
    this.received.push("id" in asked ? `${asked.kind} ${asked.id}` : asked.kind);
  }

  reply(kind: "update" | "answer", id: number, status: Training["status"], doneSteps: number): void {
    const training = {
      ...{ status, runs: [], steps: 10, doneSteps, totalSteps: 10, elapsedMs: 0 },
      engine: { kind: "wasm" as const, device: "wasm (SIMD)", reason: "" },
    };
    const reply: WorkerReply = kind === "update" ? { kind, id, training } : { kind, id, answer: training };
    this.dispatchEvent(new MessageEvent("message", { data: reply }));
  }

  terminate(): void {
    this.received.push("terminated");
  }
}

/** Trainings of one page, each with its switch, its stop and what it says of its progress. */
function openPage() {
  const worker = new ScriptedWorker();
  const line = { pool: new WorkerPool(() => worker as unknown as Worker), queue: new Queue() };
  const begin = () => {
    const [pauses, stop, story] = [new PauseSwitch(), new AbortController(), [] as string[]];
    const { snapshots } = new QueuedTraining(
      request,
      {
        pauses,
        signal: stop.signal,
        onProgress: ({ queuePlace, paused, doneSteps }) =>
          story.push(paused ? "paused" : queuePlace === null ? `step ${doneSteps}` : `place ${queuePlace}`),
      },
      line,
    );
    void snapshots.next();
    return { snapshots, pauses, stop, story };
  };
  return { worker, begin };
}

test("a pause ends the turn once the worker rests, and the next one trains", async () => {
  const { worker, begin } = openPage();
  const [first, second] = [begin(), begin()];
  first.pauses.paused = true;
  await settle();
  expect(second.story).toEqual(["place 1"]);
  worker.reply("update", 1, "paused", 4);
  await settle();
  expect(first.story).toEqual(["step 0", "paused"]);
  expect(second.story).toEqual(["place 1", "step 0"]);
  first.pauses.paused = false;
  expect(first.story.at(-1)).toBe("place 1");
  expect(worker.received).toEqual(["train 1", "pause 1", "train 2"]);
  worker.reply("answer", 2, "done", 10);
  await settle();
  expect(worker.received.at(-1)).toBe("resume 1");
  expect(first.story.at(-1)).toBe("step 4");
});

test("who resumes before the worker rests keeps the turn", async () => {
  const { worker, begin } = openPage();
  const [first, second] = [begin(), begin()];
  first.pauses.paused = true;
  first.pauses.paused = false;
  worker.reply("update", 1, "paused", 4);
  await settle();
  expect(worker.received).toEqual(["train 1", "pause 1", "resume 1"]);
  expect([first.story.at(-1), second.story.at(-1)]).toEqual(["step 4", "place 1"]);
});

test("who pauses in the queue leaves it, and comes back at its end", () => {
  const { begin } = openPage();
  const [, second, third] = [begin(), begin(), begin()];
  second.pauses.paused = true;
  expect([second.story.at(-1), third.story.at(-1)]).toEqual(["paused", "place 1"]);
  second.pauses.paused = false;
  expect(second.story.at(-1)).toBe("place 2");
});

test("one that rests can be stopped: the worker hands over what there is", async () => {
  const { worker, begin } = openPage();
  const { snapshots, pauses, stop } = begin();
  pauses.paused = true;
  worker.reply("update", 1, "paused", 4);
  await settle();
  stop.abort();
  expect(worker.received.at(-1)).toBe("stop 1");
  worker.reply("answer", 1, "stopped", 4);
  await settle();
  expect((await snapshots.next()).value).toMatchObject({ status: "stopped", doneSteps: 4 });
  expect((await snapshots.next()).done).toBe(true);
});

test("one that was paused before its turn ends at once when it is stopped", async () => {
  const { worker, begin } = openPage();
  const [, second] = [begin(), begin()];
  second.pauses.paused = true;
  second.stop.abort();
  expect((await second.snapshots.next()).done).toBe(true);
  expect(worker.received).toEqual(["train 1"]);
});
