import { sumOf } from "../../core/statistics.ts";
import { CourseError, refuse } from "../../core/errors.ts";
import { cifarClassNames } from "../cifar-10.ts";
import type { SplitName } from "../spec.ts";
import { balancedPacks } from "./balanced-packs.ts";
import {
  checkBatch,
  countedChunks,
  downloadRemedy,
  isBatchName,
  readKind,
  sortBatches,
  wholeRecords,
  type BatchFile,
  type NamedFile,
} from "./batch-files.ts";
import { chunksOf } from "./byte-stream.ts";
import { crc32Digits } from "../../core/crc32.ts";
import type { CifarManifest, PackedSplit, PackSink } from "./packs.ts";
import { recordBytes } from "./records.ts";
import { readTar } from "./tar.ts";

/** How far an import is, in bytes of the step at hand. */
export interface ImportProgress {
  readonly step: "unpacking" | "checking" | "packing";
  readonly done: number;
  readonly total: number;
}

/**
 * Takes the archive of CIFAR-10's binary version, or some of its batches, checks all of it and hands it on in packs.
 * Nothing is written before everything is checked.
 * @throws CourseError that says what is wrong with which file
 */
export async function importCifar10(
  files: readonly NamedFile[],
  sink: PackSink,
  report: (progress: ImportProgress) => void,
): Promise<CifarManifest> {
  const batches = sortBatches(await unpackAll(files, report));
  const total = sumOf(batches, ({ blob }) => blob.size);
  const checked = countBytes("checking", total, report);
  for (const batch of batches) await checkBatch(batch, checked);
  await sink.begin();
  const packed = countBytes("packing", total, report);
  const manifest: CifarManifest = {
    format: "cifar-10 packs, version 1",
    classNames: [...cifarClassNames],
    source: files.map(({ name }) => name).sort(),
    training: await writePacks("training", batches, sink, packed),
    test: await writePacks("test", batches, sink, packed),
  };
  await sink.finish(manifest);
  return manifest;
}

function countBytes(
  step: ImportProgress["step"],
  total: number,
  report: (progress: ImportProgress) => void,
): (bytes: number) => void {
  let done = 0;
  return (bytes) => {
    done += bytes;
    report({ step, done, total });
  };
}

async function writePacks(
  split: SplitName,
  batches: readonly BatchFile[],
  sink: PackSink,
  report: (bytes: number) => void,
): Promise<PackedSplit> {
  const checksums: string[] = [];
  let count = 0;
  for await (const pack of balancedPacks(recordsOf(batches.filter((batch) => batch.split === split)))) {
    await sink.writePack(split, checksums.length, pack);
    checksums.push(crc32Digits(pack));
    count += pack.length / recordBytes;
    report(pack.length);
  }
  return { count, checksums };
}

async function* recordsOf(batches: readonly BatchFile[]): AsyncGenerator<Uint8Array> {
  for (const { blob } of batches) yield* wholeRecords(blob);
}

/** Archives become their batches; other files stay. */
async function unpackAll(
  files: readonly NamedFile[],
  report: (progress: ImportProgress) => void,
): Promise<readonly NamedFile[]> {
  const unpacked: NamedFile[] = [];
  for (const file of files) {
    const kind = await readKind(file);
    if (kind === "other") unpacked.push(file);
    else unpacked.push(...(await unpack(file, kind, countBytes("unpacking", file.blob.size, report))));
  }
  return unpacked;
}

async function unpack(
  { name, blob }: NamedFile,
  kind: "gzip" | "tar",
  report: (bytes: number) => void,
): Promise<readonly NamedFile[]> {
  const found: NamedFile[] = [];
  try {
    const chunks = countedChunks(blob, report);
    for await (const entry of readTar(kind === "gzip" ? gunzip(chunks) : chunks, isBatchName)) {
      found.push({ name: entry.name, blob: new Blob([entry.bytes]) });
    }
  } catch (error) {
    if (error instanceof CourseError) throw error;
    const reason = error instanceof Error && error.message !== "" ? error.message : "the data is damaged";
    const problem = `it cannot be unpacked (${reason}); it is incomplete or damaged at ${blob.size} bytes`;
    throw refuse(name, problem, `The complete archive has 170,052,171 bytes. ${downloadRemedy}`);
  }
  if (found.length > 0) return found;
  throw refuse(name, "there are no batches of CIFAR-10 in this archive", "Choose cifar-10-binary.tar.gz.");
}

function gunzip(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const compressed = new ReadableStream<BufferSource>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
  });
  return chunksOf(compressed.pipeThrough(new DecompressionStream("gzip")));
}
