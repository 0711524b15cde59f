import type { TrainingRequest, WorkerReply, WorkerRequest } from "../../src/training/contract/protocol.ts";
import { trainFirstSteps } from "./first-steps.ts";

type Listener = (event: { readonly data: unknown }) => void;

/** How far trainings go that are begun from now on; null: to their end, by the worker's own loop. */
let stepsAtMost: number | null = null;

/** Does the work with trainings that end after some steps of each run. */
export async function withFirstSteps<T>(steps: number | null, work: () => Promise<T>): Promise<T> {
  const before = stepsAtMost;
  stepsAtMost = steps;
  try {
    return await work();
  } finally {
    stepsAtMost = before;
  }
}

/**
 * Makes `new Worker(…)` the course's training worker in this same thread. It has the worker's own code, except that a
 * training may end early.
 */
export async function startNodeWorker(): Promise<void> {
  const asked: Listener[] = [];
  const answered: Listener[] = [];
  const reply = (data: unknown): void => answered.forEach((listener) => listener({ data }));
  Reflect.set(globalThis, "addEventListener", (_: string, listener: Listener) => asked.push(listener));
  Reflect.set(globalThis, "postMessage", reply);
  await import("../../src/training/worker/worker.ts");

  class NodeWorker {
    addEventListener(kind: string, listener: Listener): void {
      if (kind === "message") answered.push(listener);
    }

    postMessage(message: WorkerRequest): void {
      if (message.kind === "train" && stepsAtMost !== null) void answerFirstSteps(message, stepsAtMost, reply);
      else asked.forEach((listener) => listener({ data: message }));
    }

    terminate(): void {
      answered.length = 0;
    }
  }
  Reflect.set(globalThis, "Worker", NodeWorker);
}

interface TrainingQuestion {
  readonly id: number;
  readonly request: TrainingRequest;
}

async function answerFirstSteps(
  { id, request }: TrainingQuestion,
  steps: number,
  reply: (reply: WorkerReply) => void,
): Promise<void> {
  try {
    reply({ kind: "answer", id, answer: await trainFirstSteps(request, steps) });
  } catch (error) {
    reply({ kind: "failure", id, message: error instanceof Error ? error.message : String(error), forReader: true });
  }
}
