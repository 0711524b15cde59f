import { refuse } from "../../core/errors.ts";
import type { SplitName } from "../spec.ts";
import { chunksOf } from "./byte-stream.ts";
import { classCount, recordBytes } from "./records.ts";

/** A file by name: dropped onto the page, in a folder, or out of the archive. */
export interface NamedFile {
  readonly name: string;
  readonly blob: Blob;
}

/** One batch of the binary version, checked. */
export interface BatchFile extends NamedFile {
  readonly split: SplitName;
}

const batchName = /^(data_batch_[1-5]|test_batch)\.bin$/;
const pythonName = /^(data_batch_[1-5]|test_batch)$/;
/** Lie beside the batches and hold nothing that is needed. */
const companions = ["batches.meta.txt", "readme.html"];

export const downloadRemedy = "Download cifar-10-binary.tar.gz again from www.cs.toronto.edu/~kriz/cifar.html.";

export function isBatchName(name: string): boolean {
  return batchName.test(name) || pythonName.test(name);
}

/**
 * The batches among files, in the order of their numbers.
 * @throws CourseError if a file is something else, is there twice, or one of the splits is missing
 */
export function sortBatches(files: readonly NamedFile[]): readonly BatchFile[] {
  const batches = files
    .filter(({ name }) => !companions.includes(name))
    .map((file): BatchFile => ({ ...file, split: requireSplit(file.name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  batches.forEach(({ name }, at) => {
    if (batches[at + 1]?.name !== name) return;
    throw refuse(name, "it is there twice", "Choose each file once, or the archive alone.");
  });
  const names = batches.map(({ name }) => name).join(", ");
  if (!batches.some(({ split }) => split === "training")) {
    const problem = `there is no training batch among ${names || "the files"}`;
    throw refuse("CIFAR-10", problem, "Choose data_batch_1.bin (or several) and test_batch.bin together.");
  }
  if (!batches.some(({ split }) => split === "test")) {
    const problem = `test_batch.bin is missing beside ${names}`;
    throw refuse("CIFAR-10", problem, "Choose it together with the training batches.");
  }
  return batches;
}

function requireSplit(name: string): SplitName {
  if (batchName.test(name)) return name.startsWith("test") ? "test" : "training";
  if (pythonName.test(name)) {
    const remedy = "The binary version is needed: cifar-10-binary.tar.gz, whose batches end in .bin.";
    throw refuse(name, "this is the Python version of CIFAR-10", remedy);
  }
  const remedy = "Choose cifar-10-binary.tar.gz, or data_batch_1.bin … data_batch_5.bin and test_batch.bin.";
  throw refuse(name, "it is no file of CIFAR-10's binary version", remedy);
}

/**
 * Reads a batch once from end to end.
 * @throws CourseError if it does not hold whole records with labels from 0 to 9
 */
export async function checkBatch({ name, blob }: NamedFile, report: (bytes: number) => void): Promise<void> {
  if (blob.size === 0) throw refuse(name, "the file is empty", downloadRemedy);
  if (blob.size % recordBytes !== 0) {
    const problem = `it ends within an image: ${blob.size} bytes are no multiple of the ${recordBytes} of an image`;
    throw refuse(name, problem, downloadRemedy);
  }
  let image = 0;
  for await (const chunk of wholeRecords(blob)) {
    for (let at = 0; at < chunk.length; at += recordBytes, image++) {
      const label = chunk[at] as number;
      if (label < classCount) continue;
      const problem = `image ${image + 1} has the label ${label}, and there are only 0 to ${classCount - 1}`;
      throw refuse(name, problem, `The file is damaged or no batch of CIFAR-10. ${downloadRemedy}`);
    }
    report(chunk.length);
  }
}

/** A batch in chunks of whole records. */
export async function* wholeRecords(blob: Blob): AsyncGenerator<Uint8Array> {
  const step = 500 * recordBytes;
  for (let from = 0; from < blob.size; from += step) {
    yield new Uint8Array(await blob.slice(from, from + step).arrayBuffer());
  }
}

/** The first bytes of a file tell archives from batches, whatever they are called. */
export async function readKind({ blob }: NamedFile): Promise<"gzip" | "tar" | "other"> {
  const start = new Uint8Array(await blob.slice(0, 262).arrayBuffer());
  if (start[0] === 0x1f && start[1] === 0x8b) return "gzip";
  return new TextDecoder().decode(start.subarray(257, 262)) === "ustar" ? "tar" : "other";
}

/** A file's bytes, counted as they go by. */
export async function* countedChunks(blob: Blob, report: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunksOf(blob.stream())) {
    report(chunk.length);
    yield chunk;
  }
}
