import { AddressedWorker as Worker } from "../../browser/open-worker.ts";
import { Queue } from "./queue.ts";
import { WorkerLink } from "./worker-link.ts";

/** The page's one line to the training worker. */
export const link = new WorkerLink(
  () => new Worker(new URL("../worker/worker.ts", import.meta.url), { type: "module", name: "training" }),
);

/** What wants the engine waits here: trainings and analyses never run at the same time. */
export const queue = new Queue();
