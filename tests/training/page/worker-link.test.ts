import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { spiral } from "../../../src/data/spiral.ts";
import { plainMlp } from "../../../src/models/mlp.ts";
import type { Training, TrainingChanges, WorkerReply, WorkerRequest } from "../../../src/training/contract/protocol.ts";
import { readTrainRequest } from "../../../src/training/page/train-request.ts";
import { WorkerLink } from "../../../src/training/page/worker-link.ts";
import { WorkerLost } from "../../../src/training/page/worker-lost.ts";

const question = {
  kind: "train",
  request: readTrainRequest(plainMlp({ depth: 4 }), { data: spiral(), steps: 10 }),
} as const;

/** A worker that says what the test lets it say. */
class SilentWorker extends EventTarget {
  readonly received: string[] = [];
  isTerminated = false;

  postMessage({ kind }: WorkerRequest): void {
    this.received.push(kind);
  }

  say(reply: WorkerReply): void {
    this.dispatchEvent(new MessageEvent("message", { data: reply }));
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

const training = { status: "running", runs: [], steps: 10, doneSteps: 0, totalSteps: 10, elapsedMs: 0 } as const;
const begun = { ...training, engine: { kind: "wasm", device: "wasm", reason: "" } } as unknown as Training &
  TrainingChanges;

/** A question that waits for an answer. */
function ask(patienceMs?: number) {
  const worker = new SilentWorker();
  const link = new WorkerLink(() => worker as unknown as Worker);
  const stop = new AbortController();
  const outcome = link.ask(question, { stop: stop.signal, patienceMs }).catch((error: unknown) => error);
  worker.say({ kind: "alive" });
  return { worker, stop, outcome };
}

describe("a worker", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("has a second to end what is stopped before its curves have begun", async () => {
    const { worker, stop, outcome } = ask();
    stop.abort();
    expect(worker.received).toEqual(["train", "stop"]);
    vi.advanceTimersByTime(999);
    expect(worker.isTerminated).toBe(false);
    vi.advanceTimersByTime(1);
    expect(worker.isTerminated).toBe(true);
    expect(await outcome).toBeInstanceOf(WorkerLost);
    expect(await outcome).toMatchObject({ loss: { reason: "it did not stop within a second", hadStarted: true } });
  });

  it("has four seconds to hand over curves that have begun", async () => {
    const { worker, stop, outcome } = ask();
    worker.say({ kind: "update", id: 1, training: begun });
    stop.abort();
    vi.advanceTimersByTime(3999);
    expect(worker.isTerminated).toBe(false);
    vi.advanceTimersByTime(1);
    expect(worker.isTerminated).toBe(true);
    expect(await outcome).toMatchObject({ loss: { reason: "it did not stop within 4 seconds" } });
  });

  it("is left alone once it has answered", async () => {
    const { worker, stop, outcome } = ask();
    stop.abort();
    worker.say({ kind: "answer", id: 1, answer: null });
    expect(await outcome).toBeNull();
    vi.advanceTimersByTime(60_000);
    expect(worker.isTerminated).toBe(false);
  });

  it("is asked for a sign of life after two seconds of silence, and counts as lost once its patience is over", async () => {
    const { worker, outcome } = ask(30_000);
    vi.advanceTimersByTime(1000);
    expect(worker.received).toEqual(["train"]);
    vi.advanceTimersByTime(1000);
    expect(worker.received).toEqual(["train", "ping"]);
    worker.say({ kind: "alive" });
    vi.advanceTimersByTime(29_000);
    expect(worker.isTerminated).toBe(false);
    vi.advanceTimersByTime(1000);
    expect(worker.isTerminated).toBe(true);
    expect(await outcome).toMatchObject({ loss: { reason: "it gave no sign of life for 30 seconds" } });
  });

  it("that was made before it was needed is the one that is asked; if it went meanwhile, another is", () => {
    const workers: SilentWorker[] = [];
    const link = new WorkerLink(() => {
      const worker = new SilentWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    });
    link.prepare();
    link.prepare();
    expect(workers).toHaveLength(1);
    vi.advanceTimersByTime(600_000);
    expect(workers[0]).toMatchObject({ received: [], isTerminated: false });
    void link.ask(question).catch(() => undefined);
    expect(workers[0]?.received).toEqual(["train"]);
    workers[0]?.dispatchEvent(Object.assign(new Event("error"), { message: "it crashed" }));
    void link.ask(question).catch(() => undefined);
    expect(workers.map(({ received }) => received)).toEqual([["train"], ["train"]]);
  });

  it("that cannot be made before it is needed troubles nobody, and is tried again", async () => {
    let made = 0;
    const link = new WorkerLink(() => {
      made++;
      throw new Error("no workers here");
    });
    expect(() => link.prepare()).not.toThrow();
    await expect(link.ask(question)).rejects.toThrow("no workers here");
    expect(made).toBe(2);
  });
});
