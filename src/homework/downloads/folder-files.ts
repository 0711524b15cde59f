import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readFileSync, type Dirent } from "node:fs";
import { join } from "node:path";
import { refuse } from "../../core/errors.ts";
import type { DownloadFile } from "./download-file.ts";
import { limits } from "./limits.ts";
import { refusePath, refuseSize } from "./refuse-path.ts";

/**
 * The files of a folder and of those within it, in the order of their names. Links are listed and not followed.
 * @throws CourseError if there are too many, or they lie too deep
 */
export function folderFiles(folder: string): readonly DownloadFile[] {
  const files: DownloadFile[] = [];
  walk(folder, "", 0, files);
  return files;
}

function walk(folder: string, within: string, depth: number, files: DownloadFile[]): void {
  if (depth > limits.depth) {
    throw refuse(`${folder}/${within}`, `it lies ${depth} folders deep`, "Pass the folder of one assignment.");
  }
  const entries = orRefuse(join(folder, within), () => readdirSync(join(folder, within), { withFileTypes: true }));
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = within === "" ? entry.name : `${within}/${entry.name}`;
    if (entry.isDirectory()) walk(folder, path, depth + 1, files);
    else files.push(fileAt(folder, path, entry));
    if (files.length > limits.files) {
      const problem = `more than ${limits.files} files are in it`;
      throw refuse(folder, problem, "Pass the folder of one assignment.");
    }
  }
}

function fileAt(folder: string, path: string, entry: Dirent): DownloadFile {
  const { size } = lstatSync(join(folder, path));
  const kind = entry.isSymbolicLink() ? "it is a link to another file" : entry.isFile() ? null : "it is no file";
  const refusal = kind ?? refusePath(path) ?? refuseSize(size);
  return { path, bytes: size, refusal, read: () => readPlain(join(folder, path)) };
}

/** Looks again at what is opened: it may have been replaced by a link or by something large. */
function readPlain(path: string): Uint8Array {
  const file = orRefuse(path, () => openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)));
  try {
    const found = fstatSync(file);
    const problem = found.isFile() ? refuseSize(found.size) : "it is no file any more";
    if (problem !== null) throw refuse(path, problem, "Run the command again.");
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** What the system does not open is the reader's to put right. */
function orRefuse<Result>(path: string, open: () => Result): Result {
  try {
    return open();
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw refuse(path, `it cannot be opened (${code})`, "Look whether it is still there, and may be read.");
  }
}
