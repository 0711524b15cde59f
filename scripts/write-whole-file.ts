import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

/** On the same disk as the repository's files, and in no folder that is published. */
const besideRepository = ".cache/unfinished";

/**
 * Writes a file so that at every moment the old one or the new one is there, never a part, whatever ends the program.
 * @param unfinished a folder on the same disk as the file
 */
export function writeWholeFile(path: string, content: string | Uint8Array, unfinished = besideRepository): void {
  mkdirSync(unfinished, { recursive: true });
  const part = join(unfinished, `${process.pid}-${basename(path)}`);
  try {
    writeFileSync(part, content);
    renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
}
