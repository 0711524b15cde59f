import { explainMissing } from "../../browser/load-part.ts";
import { AddressedWorker as Worker, addressesOf } from "../../browser/open-worker.ts";
import { CourseError } from "../../core/errors.ts";
import type { ImportProgress } from "./import.ts";
import type { ImportReply } from "./import-worker.ts";
import type { CifarManifest } from "./packs.ts";

/**
 * Reads dropped files in a worker of their own and keeps them in the browser's storage, in place of what was there.
 * @throws CourseError that says what is wrong with which file, or what the browser refused
 */
export function bringFiles(files: readonly File[], report: (progress: ImportProgress) => void): Promise<CifarManifest> {
  const worker = new Worker(new URL("./import-worker.ts", import.meta.url), { type: "module", name: "import" });
  const ended = new Promise<CifarManifest>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<ImportReply>) => {
      if (data.kind === "progress") report(data.progress);
      else if (data.kind === "done") resolve(data.manifest);
      else reject(new CourseError(data.message));
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (event.message !== "") reject(new CourseError(`The files could not be read (${event.message}).`));
      else void explainMissing("What reads the files", addressesOf(worker)).then(reject);
    });
    worker.addEventListener("messageerror", () =>
      reject(new CourseError("The files could not be handed on. Try again.")),
    );
  });
  worker.postMessage(files.map((file) => ({ name: file.name, blob: file })));
  return ended.finally(() => worker.terminate());
}
