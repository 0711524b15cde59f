import { mkdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CourseError } from "../src/core/errors.ts";
import type { NamedFile } from "../src/data/cifar/named-file.ts";
import { importCifar10 } from "../src/data/cifar/import.ts";
import { packFolder } from "../src/data/cifar/sources.ts";
import { cifarArchive, DataError } from "./data/archive.ts";
import { downloadArchive } from "./data/download.ts";
import { findFiles, openFile } from "./data/find-files.ts";
import { folderSink } from "./data/folder-sink.ts";
import { inMegabytes, ProgressBar } from "./progress-bar.ts";

/**
 * `npm run data`: downloads CIFAR-10 from its home, compares its checksum and packs it into public/data/cifar-10/, from
 * where the next build takes it into the site. `npm run data -- --from FOLDER` takes the archive or its .bin files from
 * a folder. What was downloaded stays in .cache/; neither is ever committed.
 */
const downloads = ".cache/cifar-10";
/** A build copies whatever lies in public/: what an import leaves that was killed must not lie there. */
const unfinished = ".cache/cifar-10-packs";
/** 60,000 images, packed. */
const packedBytes = 184_380_000;

try {
  const { values } = parseArgs({ options: { from: { type: "string" }, to: { type: "string", default: packFolder } } });
  const files = values.from === undefined ? [await download()] : await findFiles(values.from, cifarArchive);
  await pack(files, values.to);
} catch (error) {
  process.stderr.write(`\nnpm run data: ${explain(error)}\n`);
  process.exitCode = 1;
}

async function download(): Promise<NamedFile> {
  const path = join(downloads, cifarArchive.name);
  await mkdir(downloads, { recursive: true });
  const have = await Promise.any([stat(path), stat(`${path}.part`)]).catch(() => ({ size: 0 }));
  await requireSpace(downloads, packedBytes + Math.max(0, cifarArchive.bytes - have.size));
  const bar = new ProgressBar("Downloading");
  try {
    await downloadArchive(cifarArchive, path, (done) => bar.show(done, cifarArchive.bytes));
  } finally {
    bar.end();
  }
  return openFile(path);
}

async function pack(files: readonly NamedFile[], folder: string): Promise<void> {
  const bars = { unpacking: "Unpacking", checking: "Checking ", packing: "Packing  " };
  const sink = folder === packFolder ? folderSink(folder, unfinished) : folderSink(folder);
  let [step, bar]: [keyof typeof bars | null, ProgressBar] = [null, new ProgressBar("")];
  try {
    const manifest = await importCifar10(files, sink, (progress) => {
      if (progress.step !== step) {
        bar.end();
        [step, bar] = [progress.step, new ProgressBar(bars[progress.step])];
      }
      bar.show(progress.done, progress.total);
    });
    bar.end();
    const { training, test } = manifest;
    const part = training.count < 50_000 || test.count < 10_000 ? ", a part of the set" : "";
    process.stdout.write(
      `${training.count} training and ${test.count} test images are in ${folder}${part}.\n` +
        "npm start and npm run build take them into the site; git does not know them.\n",
    );
  } finally {
    bar.end();
  }
}

async function requireSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= bytes) return;
  throw new DataError(
    `${inMegabytes(bytes)} MB are needed on this disk, and ${inMegabytes(bavail * bsize)} MB are free.`,
  );
}

function explain(error: unknown): string {
  if (error instanceof DataError || error instanceof CourseError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC") return "the disk is full. Free about 400 MB and run it again.";
  if (code === "EACCES" || code === "EROFS") return `it may not write there (${message}).`;
  if (code?.startsWith("ERR_PARSE_ARGS") === true)
    return `${message.split(". ")[0]}. Options are --from FOLDER and --to FOLDER.`;
  return error instanceof Error ? (error.stack ?? message) : String(error);
}
