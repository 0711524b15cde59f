import { createWriteStream } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DataError, requireArchive, type PublishedArchive } from "./archive.ts";

/**
 * Downloads an archive to `path`, unless it is there. What was broken off lies in `path.part` and is gone on with.
 * @param report told how many bytes of the archive are there
 * @throws DataError without a network, or if what came is not the archive
 */
export async function downloadArchive(
  archive: PublishedArchive,
  path: string,
  report: (done: number) => void,
): Promise<void> {
  if ((await sizeOf(path)) === archive.bytes) return;
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.part`;
  if ((await sizeOf(part)) > archive.bytes) await rm(part);
  if ((await sizeOf(part)) < archive.bytes) await fetchRest(archive, part, report);
  try {
    await requireArchive(part, archive, await sizeOf(part), "");
  } catch (error) {
    // An incomplete file is gone on with; a complete one that is wrong is of no use.
    if ((await sizeOf(part)) === archive.bytes) await rm(part);
    if (!(error instanceof DataError)) throw error;
    throw new DataError(`${error.message.trim()} Run npm run data again: what can be used of it is kept.`);
  }
  await rename(part, path);
}

async function fetchRest(archive: PublishedArchive, part: string, report: (done: number) => void): Promise<void> {
  const have = await sizeOf(part);
  const response = await ask(archive, have);
  // A server that does not know ranges sends everything from the start.
  const append = response.status === 206;
  let done = append ? have : 0;
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  body.on("data", (chunk: Uint8Array) => report((done += chunk.length)));
  try {
    await pipeline(body, createWriteStream(part, { flags: append ? "a" : "w" }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOSPC") throw error;
    const kept = await sizeOf(part);
    throw new DataError(
      `The download broke off after ${kept} of ${archive.bytes} bytes (${reasonOf(error)}). ` +
        "What has come is kept: run npm run data again to go on.",
    );
  }
}

async function ask({ url }: PublishedArchive, have: number): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, have > 0 ? { headers: { Range: `bytes=${have}-` } } : {});
  } catch (error) {
    throw new DataError(
      `${new URL(url).host} cannot be reached (${reasonOf(error)}). Is this machine online? ` +
        `Or get ${url} another way and run npm run data -- --from FOLDER, the folder that it lies in.`,
    );
  }
  if (response.ok && response.body !== null) return response;
  throw new DataError(
    `${url} answered ${response.status} ${response.statusText}. Try again later, or get the archive another way and ` +
      "run npm run data -- --from FOLDER, the folder that it lies in.",
  );
}

/** The innermost cause: `fetch failed` alone says nothing. */
function reasonOf(error: unknown): string {
  const { cause, code, message } = error as NodeJS.ErrnoException & { readonly cause?: unknown };
  return cause instanceof Error ? reasonOf(cause) : (code ?? message);
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}
