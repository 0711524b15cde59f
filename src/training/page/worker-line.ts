import { AddressedWorker as Worker } from "../../browser/open-worker.ts";
import { Queue } from "./queue.ts";
import { emptyPoolSize } from "./pool-size.ts";
import { WorkerPool } from "./worker-pool.ts";

/** The page's training workers. */
export const pool = new WorkerPool(
  () => new Worker(new URL("../worker/worker.ts", import.meta.url), { type: "module", name: "training" }),
);

/** The line to the first of them, which answers whatever needs one. */
export const link = pool.at(0);

/** What wants the engine waits here: trainings and analyses never run at the same time. */
export const queue = new Queue();

/** Has as many workers load as trainings usually share, before any is asked for. */
export function prepareUsualPool(): void {
  pool.prepare(emptyPoolSize());
}
