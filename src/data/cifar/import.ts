import { crc32Digits } from "../../core/crc32.ts";
import { sumOf } from "../../core/statistics.ts";
import { cifarClassNames } from "../cifar-10.ts";
import type { SplitName } from "../spec.ts";
import { balancedPacks } from "./balanced-packs.ts";
import { wholeRecords } from "./batch-files.ts";
import type { ChosenBatch } from "./choose-batches.ts";
import { findBatches } from "./find-batches.ts";
import type { NamedFile } from "./named-file.ts";
import type { CifarManifest, PackedSplit, PackSink } from "./packs.ts";
import { recordBytes } from "./records.ts";

/** How far an import is, in bytes of the step at hand. */
export interface ImportProgress {
  readonly step: "unpacking" | "checking" | "packing";
  readonly done: number;
  readonly total: number;
}

/**
 * Takes the archive of CIFAR-10's binary version, or some of its batches, checks all of it and hands it on in packs. What
 * the files hold decides, not what they are called, and what is not needed is left out. Nothing is written before
 * everything is checked, and after a failure nothing of it remains.
 * @throws CourseError that says what is wrong with which file
 */
export async function importCifar10(
  files: readonly NamedFile[],
  sink: PackSink,
  report: (progress: ImportProgress) => void,
): Promise<CifarManifest> {
  const { batches, leftOut } = await findBatches(files, (step, total) => countBytes(step, total, report));
  const total = sumOf(batches, ({ blob }) => blob.size);
  const packed = countBytes("packing", total, report);
  await sink.begin();
  try {
    const manifest: CifarManifest = {
      format: "cifar-10 packs, version 1",
      classNames: [...cifarClassNames],
      source: [...new Set(batches.map(({ from }) => from))].sort(),
      leftOut,
      training: await writePacks("training", batches, sink, packed),
      test: await writePacks("test", batches, sink, packed),
    };
    await sink.finish(manifest);
    return manifest;
  } catch (error) {
    // What cannot even be removed now is swept away when the site is next opened.
    await sink.abandon().catch(() => undefined);
    throw error;
  }
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
  batches: readonly ChosenBatch[],
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

async function* recordsOf(batches: readonly ChosenBatch[]): AsyncGenerator<Uint8Array> {
  for (const batch of batches) yield* wholeRecords(batch);
}
