import { declare, parameter } from "../../core/declare.ts";
import { refuse } from "../../core/errors.ts";
import { made } from "../../core/kinds.ts";
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

const fileKind = made<FileLike>(
  "file",
  (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value) || isReadable(value),
  "Pass what Inputs.file() gives.",
);

export const loadTraining = declare(
  {
    name: "loadTraining",
    help: "Reads what `saveTraining` wrote, for `resume` and, as its `training`, for charts. Files of unknown origin do no harm.",
    parameters: [parameter("file", fileKind, "A File or Blob, what Inputs.file gives, or bytes.")],
    returns: ["Promise<SavedTraining>", "write await before it"],
    refuses: "it is no such file, or damaged",
    example: "learningCurvesChart((await loadTraining(saveTraining(exampleRun))).training)",
  },
  async (file): Promise<SavedTraining> => checkSaved(readFile(await readBytes(file))),
);

type FileLike = ArrayBuffer | ArrayBufferView | { arrayBuffer(): Promise<ArrayBuffer>; readonly size?: unknown };

async function readBytes(file: FileLike): Promise<Uint8Array> {
  if (file instanceof ArrayBuffer) return new Uint8Array(file);
  if (ArrayBuffer.isView(file)) return new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  if (Number(file.size ?? 0) > largestFile) {
    throw refuse("loadTraining", "the file is larger than any saved training", "Choose another file.");
  }
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    // Browsers say only "a requested file could not be found", or "… read".
    const problem = "the file cannot be read: it was moved, changed or deleted after it had been chosen";
    throw refuse("loadTraining", problem, "Choose it again where it lies now.");
  }
}

function isReadable(file: unknown): boolean {
  if (typeof file !== "object" || file === null) return false;
  return "arrayBuffer" in file && typeof file.arrayBuffer === "function";
}
