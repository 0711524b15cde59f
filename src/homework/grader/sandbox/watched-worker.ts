import type { WorkerJob, WorkerMessage } from "./job.ts";

/** How a worker's work ended. */
export interface WorkerEnd {
  readonly kind: "done" | "late" | "broken";
  /** Since it was there. */
  readonly spentMs: number;
}

/** A worker may take so long to be there: reading its script is no work of a student's. */
const startMs = 30_000;

/** Below it a computer that is busy with something else would decide. */
const leastStepMs = 250;

/**
 * Runs what is left of a job in a worker of its own, and ends the worker.
 * @param leftMs how long it may work. A step, which is the cells or a call, may take half of what is left: then a call
 *   that hangs leaves time to those behind it
 * @param hear is told each message; a text without the job's token is handed on as one that tried to look like one
 */
export function runWorker(
  script: string,
  job: WorkerJob,
  { leftMs, hear }: { readonly leftMs: number; readonly hear: (message: WorkerMessage) => void },
): Promise<WorkerEnd> {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(address);
  return new Promise<WorkerEnd>((resolve) => {
    let since = Infinity;
    const end = (kind: WorkerEnd["kind"]): void => resolve({ kind, spentMs: Math.max(0, performance.now() - since) });
    let timer = setTimeout(() => end("broken"), startMs);
    const wait = (): void => {
      clearTimeout(timer);
      const stepMs = (since + leftMs - performance.now()) / 2;
      timer = setTimeout(() => end("late"), Math.max(leastStepMs, stepMs));
    };
    worker.onerror = () => undefined;
    worker.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === "ready") {
        since = performance.now();
        worker.postMessage(job);
        return wait();
      }
      const message = readMessage(data, job.token);
      hear(message);
      if (message.kind === "done") end("done");
      // What it writes or tries meanwhile is no progress.
      else if (message.kind === "cells" || message.kind === "call") wait();
    };
  }).finally(() => {
    worker.terminate();
    URL.revokeObjectURL(address);
  });
}

function readMessage(data: unknown, token: string): WorkerMessage {
  if (typeof data === "string" && data.startsWith(token)) return JSON.parse(data.slice(token.length)) as WorkerMessage;
  return { kind: "attempt", what: "a message to the grader" };
}
