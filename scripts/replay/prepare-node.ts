import { loadAsBundled } from "./load-as-bundled.ts";

/** Makes Node run the course's training worker and its cells. In this order: once there is a page, tfjs looks for a browser. */
export async function prepareNode(): Promise<void> {
  loadAsBundled();
  const { openEngineFor } = await import("../../src/training/worker/engine-supply.ts");
  await openEngineFor("wasm", []);
  const { preferWorkers } = await import("../../src/training/page/worker-preference.ts");
  // All of them would be this one thread
  preferWorkers(1);
  const { startNodeWorker } = await import("./node-worker.ts");
  await startNodeWorker();
  const { openNodePage } = await import("./node-page.ts");
  openNodePage();
}
