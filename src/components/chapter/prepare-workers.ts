import { whenIdle } from "../../browser/when-idle.ts";
import { whenSeen } from "../../browser/when-seen.ts";

/**
 * Has the training workers load once the reader has come to a cell that trains, and the page has nothing else to do: Run
 * then finds them there. Who saves data has them load with Run.
 * @param cells ids of cells that train
 */
export function prepareWorkersLater(document: Document, cells: readonly string[]): void {
  if (savesData()) return;
  let isAsked = false;
  const prepare = (): void => {
    if (isAsked) return;
    isAsked = true;
    whenIdle(() => void startWorkers());
  };
  for (const id of cells) {
    const cell = document.querySelector(`notebook-cell[data-cell="${CSS.escape(id)}"]`);
    if (cell) whenSeen(cell, prepare);
  }
}

/** What does not come now is asked for again, and told of, when something is to be trained. */
async function startWorkers(): Promise<void> {
  const line = await import("../../training/page/worker-line.ts").catch(() => null);
  line?.prepareUsualPool();
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
