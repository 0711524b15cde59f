import { crc32 } from "../../core/crc32.ts";
import { refuse, type CourseError } from "../../core/errors.ts";
import type { SplitName } from "../spec.ts";
import { downloadRemedy } from "./file-signatures.ts";
import { readPart, type NamedFile } from "./named-file.ts";
import { classCount, recordBytes } from "./records.ts";

/** What a file's name, or the order of its labels, says of its place in the set. */
export interface BatchClaim {
  readonly split: SplitName | null;
  /** 1 to 5 for a training batch; 0 where nothing says so. */
  readonly number: number;
}

/** One batch of the binary version, read from end to end. */
export interface BatchFile extends NamedFile {
  readonly from: string;
  readonly claim: BatchClaim;
  /** CRC-32 of each record: the same image twice is found by it. */
  readonly records: Uint32Array;
}

/** The first labels of the published batches: a file that was renamed is still what it is. */
const publishedStarts: readonly (readonly [labels: string, claim: BatchClaim])[] = [
  ["3880661631", { split: "test", number: 0 }],
  ["6994112783", { split: "training", number: 1 }],
  ["1668834606", { split: "training", number: 2 }],
  ["8506928362", { split: "training", number: 3 }],
  ["0602721241", { split: "training", number: 4 }],
  ["1851574382", { split: "training", number: 5 }],
];

/** `data_batch_1 (1).bin`, `TEST_BATCH.BIN`, `Copy of data-batch-3` … */
export function claimOfName(name: string): BatchClaim {
  const word = name.toLowerCase();
  if (/test|eval/.test(word)) return { split: "test", number: 0 };
  const number = /batch[ _-]*([1-5])(?!\d)/.exec(word)?.[1];
  if (number !== undefined) return { split: "training", number: Number(number) };
  return { split: /train|data_batch/.test(word) ? "training" : null, number: 0 };
}

/**
 * Reads a batch once from end to end.
 * @throws CourseError if it does not hold whole records with labels from 0 to 9, or cannot be read
 */
export async function readBatch(
  file: NamedFile & { readonly from: string },
  report: (bytes: number) => void,
): Promise<BatchFile> {
  const { name, blob, from } = file;
  const count = Math.floor(blob.size / recordBytes);
  if (blob.size % recordBytes !== 0) {
    const problem = `it ends within an image: ${blob.size} bytes are no multiple of the ${recordBytes} of an image`;
    throw refuse(name, problem, downloadRemedy);
  }
  const records = new Uint32Array(count);
  let [image, start, blanks] = [0, "", 0];
  for await (const chunk of wholeRecords(file)) {
    for (let at = 0; at < chunk.length; at += recordBytes, image++) {
      const label = chunk[at] as number;
      if (label >= classCount) throw wrongLabel(name, image, label);
      if (image < 10) start += String(label);
      records[image] = crc32(chunk.subarray(at, at + recordBytes));
      if (records[image] === blankRecord) blanks++;
    }
    report(chunk.length);
  }
  if (blanks > 1) throw holey(name, blanks, count);
  const claim = publishedStarts.find(([labels]) => labels === start)?.[1] ?? claimOfName(name);
  return { name, blob, from, claim, records };
}

/** What a download leaves where nothing has come yet. */
const blankRecord = crc32(new Uint8Array(recordBytes));

function holey(name: string, blanks: number, count: number): CourseError {
  const problem = `${blanks} of its ${count} images are nothing but zeros, as in a download that has not ended`;
  return refuse(name, problem, downloadRemedy);
}

function wrongLabel(name: string, image: number, label: number): CourseError {
  const problem = `image ${image + 1} has the label ${label}, and there are only 0 to ${classCount - 1}`;
  return refuse(name, problem, `The file is damaged or no batch of CIFAR-10. ${downloadRemedy}`);
}

/** A batch in chunks of whole records. @throws CourseError if it cannot be read any more */
export async function* wholeRecords(file: NamedFile): AsyncGenerator<Uint8Array> {
  const step = 500 * recordBytes;
  for (let from = 0; from < file.blob.size; from += step) yield readPart(file, from, from + step);
}
