import { refuse, type CourseError } from "../../core/errors.ts";
import { sumOf } from "../../core/statistics.ts";
import { cifarCounts } from "../cifar-10.ts";
import type { SplitName } from "../spec.ts";
import type { BatchFile } from "./batch-files.ts";

/** A batch whose split is known. */
export interface ChosenBatch extends BatchFile {
  readonly split: SplitName;
}

/** A file that would be used if it were whole, and what is wrong with it. */
export interface Problem {
  readonly name: string;
  readonly from: string;
  readonly claim: BatchFile["claim"];
  readonly error: CourseError;
}

export interface Choice {
  /** In the order of their numbers. */
  readonly batches: readonly ChosenBatch[];
  /** Whole batches that nothing says the split of. */
  readonly undecided: readonly BatchFile[];
  /** Names of files that hold nothing new. */
  readonly copies: readonly string[];
  /** Batches that share images with others and are no copies of them. */
  readonly problems: readonly Problem[];
}

/** From this share of known images on, a file is another one's in part; the published batches share some images too. */
const overlapShare = 0.1;

/** Picks every image once: larger files first, and of equal ones the one with the published name. */
export function chooseBatches(found: readonly BatchFile[]): Choice {
  const batches: ChosenBatch[] = [];
  const undecided: BatchFile[] = [];
  const copies: string[] = [];
  const problems: Problem[] = [];
  const owners = new Map<number, ChosenBatch>();
  for (const batch of [...found].sort(byWorth)) {
    const { name, records, claim } = batch;
    const shared = [...records].filter((record) => owners.has(record));
    const other = owners.get(shared[0] ?? -1);
    const isCopy = shared.length === records.length && (claim.split ?? other?.split) === other?.split;
    if (isCopy) copies.push(name);
    else if (other && shared.length >= overlapShare * records.length)
      problems.push({ ...batch, error: sharesImages(batch, other, shared.length) });
    else if (claim.split === null) undecided.push(batch);
    else {
      const chosen = { ...batch, split: claim.split };
      batches.push(chosen);
      for (const record of records) owners.set(record, chosen);
    }
  }
  return { batches: batches.sort(byPlace), undecided, copies, problems };
}

/** Whether there is nothing that could be missing. */
export function isWholeSet(batches: readonly ChosenBatch[]): boolean {
  return (["training", "test"] as const).every((split) => countOf(batches, split) >= cifarCounts[split]);
}

function countOf(batches: readonly ChosenBatch[], split: SplitName): number {
  return sumOf(batches, (batch) => (batch.split === split ? batch.records.length : 0));
}

function byWorth(a: BatchFile, b: BatchFile): number {
  const undecided = Number(a.claim.split === null) - Number(b.claim.split === null);
  const size = b.records.length - a.records.length;
  return undecided || size || a.name.length - b.name.length || (a.name < b.name ? -1 : 1);
}

function byPlace(a: ChosenBatch, b: ChosenBatch): number {
  return (a.claim.number || 9) - (b.claim.number || 9) || (a.name < b.name ? -1 : 1);
}

function sharesImages({ name, records }: BatchFile, other: ChosenBatch, shared: number): CourseError {
  const all = shared === records.length ? "all" : `${shared}`;
  const problem = `${all} of its ${records.length} images are in ${other.name} too, which is for ${other.split === "test" ? "testing" : "training"}`;
  return refuse(name, problem, "Choose only one of the two, or cifar-10-binary.tar.gz alone.");
}
