import { closeSync, openSync, readSync, statSync } from "node:fs";
import { refuse } from "../../src/core/errors.ts";
import type { ByteSource } from "../../src/homework/downloads/download-file.ts";
import { folderFiles } from "../../src/homework/downloads/folder-files.ts";
import type { Download } from "../../src/homework/downloads/hand-in.ts";
import { readDownload } from "../../src/homework/downloads/read-download.ts";
import { zipFiles } from "../../src/homework/downloads/zip-files.ts";

/**
 * Looks into a zip or a folder that a teacher downloaded, while `use` is at work.
 * @throws CourseError if there is none, or it cannot be read as a whole
 */
export async function withDownload<Result>(
  path: string,
  use: (download: Download) => Promise<Result>,
): Promise<Result> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return use(readDownload(folderFiles(path), path));
  if (!found?.isFile())
    throw refuse(path, "there is no such file or folder", "Pass a .zip file, or the unpacked folder.");
  const file = openSync(path, "r");
  try {
    return await use(readDownload(zipFiles(sourceOf(file, found.size), path), path));
  } finally {
    closeSync(file);
  }
}

function sourceOf(file: number, size: number): ByteSource {
  const read = (from: number, length: number): Uint8Array => {
    if (from >= size) return new Uint8Array();
    const bytes = new Uint8Array(Math.min(length, size - from));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from));
  };
  return { size, read };
}
