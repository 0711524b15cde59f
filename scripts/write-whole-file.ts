import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

/** On the same disk as the repository's files, and in no folder that is published. */
const besideRepository = ".cache/unfinished";

/**
 * Writes a text file so that at every moment the old text or the new one is there, never a part, whatever ends the program.
 * @param unfinished a folder on the same disk as the file
 */
export function writeWholeFile(path: string, text: string, unfinished = besideRepository): void {
  mkdirSync(unfinished, { recursive: true });
  const part = join(unfinished, `${process.pid}-${basename(path)}`);
  try {
    writeFileSync(part, text);
    renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
}
