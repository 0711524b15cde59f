import { loadPart } from "../../browser/load-part.ts";
import type { CellContext } from "../../host/cell/cell-context.ts";
import sampleFile from "./gallery-sample.json?url";
import { openChapterPage } from "./open-chapter-page.ts";

/** Brings the cells of the gallery into the states that only come from using a page. */
const notebook = openChapterPage((library) => ({
  ...library,
  builtins: { ...library.builtins, sample: loadSample },
  perRun: { ...library.perRun, pretend: createPretence },
}));
if (notebook) {
  await notebook.settled();
  await notebook.run("stale");
  await notebook.edit("edited", "const answer = 6 * 8;");
  await notebook.run("done");
  for (const id of ["running", "queued", "paused", "stopped"]) void notebook.run(id);
  const stopAndPause = (): void => {
    notebook.stop("stopped");
    notebook.pause("paused");
  };
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(stopAndPause)));
}

async function loadSample(): Promise<object> {
  return loadPart("sample", async () => (await (await fetch(sampleFile)).json()) as object);
}

/** Stands for a training that stays where it is until it is stopped. */
function createPretence({ signal, pauses, reportProgress }: CellContext) {
  return async function* ({ step = 0, place = null }: { step?: number; place?: number | null }) {
    const report = (): void => {
      const { paused } = pauses;
      reportProgress({ doneSteps: step, totalSteps: 400, elapsedMs: 0, queuePlace: place, paused, engine: null });
    };
    report();
    pauses.addEventListener("change", report);
    yield { step };
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
  };
}
