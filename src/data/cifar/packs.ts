import { PartMissing } from "../../core/part-missing.ts";
import { refuse } from "../../core/errors.ts";
import type { SplitName } from "../spec.ts";
import { crc32Digits } from "../../core/crc32.ts";
import { recordBytes } from "./records.ts";

/** Images in a pack, which is about 3 MB: a run on 5,000 images reads five, not all. */
export const packSize = 1000;

/** What is known of a set without its images. Packs hold records of the original binary version, in balanced order. */
export interface CifarManifest {
  readonly format: "cifar-10 packs, version 1";
  readonly classNames: readonly string[];
  /** Names of the files that it was made from. */
  readonly source: readonly string[];
  /** Files that lay beside them and were not needed, each with what it is: "holiday.jpg (a picture)". */
  readonly leftOut?: readonly string[];
  readonly training: PackedSplit;
  readonly test: PackedSplit;
}

export interface PackedSplit {
  readonly count: number;
  /** CRC-32 of each pack; all but the last hold `packSize` images. */
  readonly checksums: readonly string[];
}

/** Where packs can be read. */
export interface PackSource {
  /** For messages: "this browser", "this site", "the folder …". */
  readonly name: string;
  /** Null where there are none. */
  readonly readManifest: () => Promise<CifarManifest | null>;
  /** @throws Error if it cannot be read */
  readonly readPack: (split: SplitName, index: number) => Promise<Uint8Array>;
}

/** Where packs are kept. Nothing is there until `finish`, nor after `abandon`. */
export interface PackSink {
  readonly begin: () => Promise<void>;
  readonly writePack: (split: SplitName, index: number, pack: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly finish: (manifest: CifarManifest) => Promise<void>;
  /** Removes what has been written since `begin`. */
  readonly abandon: () => Promise<void>;
}

/** `training-07.bin`: its name as a file. */
export function packFileName(split: SplitName, index: number): string {
  return `${split}-${String(index).padStart(2, "0")}.bin`;
}

/** @returns the manifest, or null if the value is none of this version */
export function readManifestValue(value: unknown): CifarManifest | null {
  if (typeof value !== "object" || value === null || !("format" in value)) return null;
  return value.format === "cifar-10 packs, version 1" ? (value as CifarManifest) : null;
}

/**
 * A pack whose bytes are those that were written.
 * @throws CourseError if it is damaged or cannot be read
 */
export async function readCheckedPack(
  source: PackSource,
  manifest: CifarManifest,
  split: SplitName,
  index: number,
): Promise<Uint8Array> {
  const { count, checksums } = manifest[split];
  const images = Math.min(packSize, count - index * packSize);
  const remedy =
    "Remove the images where they were brought in and bring the files once more, or run npm run data again.";
  const what = `pack ${packFileName(split, index)} in ${source.name}`;
  const pack = await source.readPack(split, index).catch((error: unknown) => {
    if (error instanceof PartMissing) throw error;
    throw refuse("cifar10", `${what} cannot be read (${error instanceof Error ? error.message : error})`, remedy);
  });
  if (pack.length === images * recordBytes && crc32Digits(pack) === checksums[index]) return pack;
  throw refuse("cifar10", `${what} is damaged`, remedy);
}
