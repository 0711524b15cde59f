import { refuse } from "../../core/errors.ts";
import { show } from "../../core/check-value.ts";
import type { SavedTraining, Training } from "../contract/protocol.ts";
import { checkSaved } from "./check-saved.ts";
import { readFile, writeFile } from "./format.ts";

/** Browsers hold no larger array, and no training of this course is a tenth of it. */
const largestFile = 2 ** 30;

/**
 * A training as a file that `loadTraining` reads, on any machine and engine.
 * @param training one that ended, or was paused, with `keepState: true`, or its `saved`
 * @throws CourseError if it has no state
 */
export function encodeTraining(training: Training | SavedTraining): Blob {
  const saved = "saved" in training ? training.saved : "states" in training ? training : undefined;
  if (saved !== undefined) return new Blob([writeFile(saved)], { type: "application/octet-stream" });
  const problem = "status" in training && training.status === "running" ? "it still runs" : "it was not kept";
  const remedy = "Train with keepState: true, and save when the training has ended or is paused.";
  throw refuse("saveTraining", `this training has no state to save: ${problem}`, remedy);
}

/**
 * Reads what `saveTraining` wrote, for `resume` and, as its `training`, for charts. Files of unknown origin do no harm.
 * @param file a File or Blob, what Inputs.file gives, or bytes
 * @throws CourseError if it is no such file, or damaged
 */
export async function loadTraining(file: unknown): Promise<SavedTraining> {
  return checkSaved(readFile(await readBytes(file)));
}

async function readBytes(file: unknown): Promise<Uint8Array> {
  if (file instanceof ArrayBuffer) return new Uint8Array(file);
  if (ArrayBuffer.isView(file)) return new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  if (!isReadable(file)) {
    throw refuse("loadTraining", `expected a file, got ${show(file)}`, "Pass what Inputs.file() gives.");
  }
  if (Number(file.size ?? 0) > largestFile) {
    throw refuse("loadTraining", "the file is larger than any saved training", "Choose another file.");
  }
  return new Uint8Array(await file.arrayBuffer());
}

function isReadable(file: unknown): file is { arrayBuffer(): Promise<ArrayBuffer>; readonly size?: unknown } {
  if (typeof file !== "object" || file === null) return false;
  return "arrayBuffer" in file && typeof file.arrayBuffer === "function";
}
