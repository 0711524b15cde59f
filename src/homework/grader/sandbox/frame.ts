import type { Job } from "./job.ts";
import { observeJob } from "./observe-job.ts";

/** What Node calls in the sandboxed frame. Code of a student's runs in a worker below it, and sees nothing of it. */
declare global {
  /** The worker's code, put there by the page: nothing can be loaded. */
  var workerScript: string;
  var observe: (job: Job) => Promise<string>;
}

globalThis.observe = (job) => observeJob(workerScript, job);
