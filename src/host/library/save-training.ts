import { downloadFile } from "../../export/download.ts";
import type { SavedTraining, Training } from "../../training/contract/protocol.ts";
import { encodeTraining } from "../../training/saved/saved-training.ts";

/**
 * Hands a training to the reader as a file, for `loadTraining`.
 * @param training one that ended, or was paused, with `keepState: true`
 * @param name of the file, without an ending
 * @returns what the file holds
 * @throws CourseError if there is no state to save
 */
export function saveTraining(training: Training | SavedTraining, name = "training"): Blob {
  const file = encodeTraining(training);
  downloadFile(file, `${name}.training`);
  return file;
}
