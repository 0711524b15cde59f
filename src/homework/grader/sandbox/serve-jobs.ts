import { runJob } from "./run-job.ts";
import type { LoadName } from "./cell-values.ts";
import type { WorkerJob } from "./job.ts";

/** A worker's scope, of which TypeScript's library of the page knows nothing. */
interface WorkerScope {
  readonly postMessage: (text: string) => void;
  readonly addEventListener: (name: "message", hear: (event: MessageEvent<WorkerJob>) => void, options: object) => void;
}

/** Waits for the one job that a worker is given, and says before that it is there. */
export function serveJobs(load: LoadName): void {
  const scope = globalThis as unknown as WorkerScope;
  const send = scope.postMessage.bind(scope);
  scope.addEventListener("message", ({ data }) => void runJob(data, load, send), { once: true });
  send("ready");
}
