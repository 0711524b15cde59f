import { refuse } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import { centreImages } from "../centre.ts";
import type { Cifar10Spec } from "../cifar-10.ts";
import type { DataSet, Split, SplitName } from "../spec.ts";
import { packSize, readCheckedPack, type CifarManifest, type PackSource } from "./packs.ts";
import { classCount, decodeImage, recordBytes } from "./records.ts";

/** The last set that was read: the cells of a chapter ask for the same one again and again. */
let remembered: { readonly key: string; readonly dataSet: DataSet } | null = null;

/**
 * Reads the images that a spec names from the first source that has enough of them.
 * @throws CourseError if none has, or what it has is damaged
 */
export async function loadCifar10(spec: Cifar10Spec, sources: readonly PackSource[]): Promise<DataSet> {
  const { source, manifest } = await chooseSource(spec, sources);
  const key = JSON.stringify([Object.entries(spec).sort(), source.name, manifest]);
  if (remembered?.key === key) return remembered.dataSet;
  remembered = null;
  const shape = [spec.size, spec.size, 3];
  const training = await readSplit(spec, "training", source, manifest);
  const test = await readSplit(spec, "test", source, manifest);
  const mean = centreImages(spec.centre, shape, training, test);
  const { classNames } = manifest;
  const dataSet = { spec, shape, classes: classCount, classNames, training, test, mean };
  remembered = { key, dataSet };
  return dataSet;
}

async function chooseSource(
  spec: Cifar10Spec,
  sources: readonly PackSource[],
): Promise<{ readonly source: PackSource; readonly manifest: CifarManifest }> {
  const short: string[] = [];
  for (const source of sources) {
    const manifest = await source.readManifest();
    if (manifest === null) continue;
    const { training, test } = manifest;
    if (training.count >= spec.training && test.count >= spec.test) return { source, manifest };
    short.push(`${source.name} has ${training.count} training and ${test.count} test images`);
  }
  if (short.length === 0) {
    throw refuse(
      "cifar10",
      "CIFAR-10 is not here: it is no part of this site",
      "Drop cifar-10-binary.tar.gz or its .bin files into the box that chooseImages() shows, or run npm run data before the site is built.",
    );
  }
  const problem = `${spec.training} training and ${spec.test} test images are wanted, but ${short.join(", and ")}`;
  throw refuse("cifar10", problem, "Ask for fewer, or bring the whole archive.");
}

async function readSplit(
  { training, test, seed, size }: Cifar10Spec,
  split: SplitName,
  source: PackSource,
  manifest: CifarManifest,
): Promise<Split> {
  const count = split === "training" ? training : test;
  const chosen = chooseRecords(count, manifest[split].count, seed, split);
  const imageSize = size * size * 3;
  const inputs = new Float32Array(count * imageSize);
  const labels = new Int32Array(count);
  for (const [index, images] of groupByPack(chosen)) {
    const pack = await readCheckedPack(source, manifest, split, index);
    for (const image of images) {
      const from = ((chosen[image] as number) % packSize) * recordBytes;
      const record = pack.subarray(from, from + recordBytes);
      labels[image] = record[0] as number;
      decodeImage(record, size, inputs, image * imageSize);
    }
  }
  return { count, inputs, labels, targets: null, places: null };
}

/**
 * Which records of a split make up a set: without a seed the first ones; with one, rounds (an image of each class) in
 * random order, so that classes stay in equal numbers.
 */
export function chooseRecords(count: number, available: number, seed: number | null, split: SplitName): Int32Array {
  const first = Int32Array.from({ length: available }, (_, index) => index);
  if (seed === null) return first.subarray(0, count);
  const rounds = Int32Array.from({ length: Math.ceil(available / classCount) }, (_, round) => round);
  new Random(seed, `cifar10/${split}`).shuffle(rounds);
  const records = [...rounds].flatMap((round) => [...first.subarray(round * classCount, (round + 1) * classCount)]);
  return Int32Array.from(records.slice(0, count));
}

/** Places in the set by the pack that holds their record: each pack is read once, and one at a time. */
function groupByPack(chosen: Int32Array): ReadonlyMap<number, readonly number[]> {
  const packs = new Map<number, number[]>();
  chosen.forEach((record, image) => {
    const index = Math.floor(record / packSize);
    const images = packs.get(index);
    if (images) images.push(image);
    else packs.set(index, [image]);
  });
  return packs;
}
