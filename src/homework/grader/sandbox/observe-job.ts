import type { Job, WorkerMessage } from "./job.ts";
import { runWorker } from "./watched-worker.ts";

/** What is kept of doors that were tried: which, not how often. */
const mostAttempts = 50;

/**
 * Runs an answer in workers: where a call hangs, its worker is ended, and another one goes on with the next call.
 * @returns an `Observed` as JSON
 * @throws Error if the harness itself does not start
 */
export async function observeJob(script: string, job: Job): Promise<string> {
  let leftMs = 1000 * job.limits.seconds;
  const calls: unknown[] = [];
  const attempts = new Set<string>();
  let failed: unknown = null;
  let written = "";
  const hear = (message: WorkerMessage): void => {
    if (message.kind === "call") calls[message.at] = message.seen;
    else if (message.kind === "cells") failed ??= message.failed;
    else if (message.kind === "console") written += `${message.text}\n`;
    else if (message.kind === "attempt" && attempts.size < mostAttempts) attempts.add(message.what);
  };
  while (calls.length < job.calls.length || failed === null) {
    const token = crypto.getRandomValues(new Uint32Array(4)).join("-");
    const from = calls.length;
    const { kind, spentMs } = await runWorker(script, { ...job, token, from }, { leftMs, hear });
    if (kind === "broken") throw new Error("the sandbox did not start");
    if (kind === "done") break;
    leftMs -= spentMs;
    // Cells that hang hang again.
    if (failed === null) break;
    calls.push({ kind: "timeout" });
    if (leftMs <= 0) break;
  }
  while (calls.length < job.calls.length) calls.push({ kind: "timeout" });
  const console = written.slice(0, job.limits.consoleCharacters);
  return JSON.stringify({ calls, failed: failed ?? [], console, attempts: [...attempts] });
}
