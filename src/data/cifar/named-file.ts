import { CourseError, refuse } from "../../core/errors.ts";
import { chunksOf } from "./byte-stream.ts";

/** A file by name: dropped onto the page, in a folder, or out of the archive. */
export interface NamedFile {
  readonly name: string;
  readonly blob: Blob;
}

/**
 * Bytes of a file from `from` up to `to`.
 * @throws CourseError if it has gone or may not be read
 */
export async function readPart({ name, blob }: NamedFile, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    // Of a file that has gone the browser says that it has no bytes; only reading all of it tells.
    return new Uint8Array(await (blob.size === 0 ? blob : blob.slice(from, to)).arrayBuffer());
  } catch (error) {
    throw explainUnread(name, error);
  }
}

/**
 * A file's bytes, counted as they go by.
 * @throws CourseError if it has gone or may not be read
 */
export async function* readChunks(
  { name, blob }: NamedFile,
  report: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const chunks = chunksOf(blob.stream());
  for (;;) {
    const next = await chunks.next().catch((error: unknown) => {
      throw explainUnread(name, error);
    });
    if (next.done === true) return;
    report(next.value.length);
    yield next.value;
  }
}

/** The browser's own words ("A requested file or directory could not be found …") help no reader. */
function explainUnread(name: string, error: unknown): CourseError {
  if (error instanceof CourseError) return error;
  const reason = error instanceof Error ? error.name : "";
  if (reason === "NotFoundError") {
    const problem = "it is not there any more: it was moved, renamed or deleted, or it is a folder";
    return refuse(name, problem, "Choose it again where it lies now; a folder is taken by “Choose a folder …”.");
  }
  if (reason === "NotReadableError" || reason === "SecurityError" || reason === "NotAllowedError") {
    const problem =
      "it cannot be read: it was changed meanwhile, its drive has gone, or this browser may not open what lies there";
    return refuse(name, problem, "Copy it to a folder of your own, such as Downloads, and choose it there.");
  }
  return refuse(name, "it could not be read", "Close other tabs and programs that use it, and choose it again.");
}
