import { refuse } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import { centreImages } from "../centre.ts";
import { cifarClassNames, type Cifar10Spec } from "../cifar-10.ts";
import type { DataSet, Split, SplitName } from "../spec.ts";
import { packSize, readCheckedPack, type CifarManifest, type PackSource } from "./packs.ts";
import { classCount, decodeImage, recordBytes } from "./records.ts";

const allLabels: readonly number[] = Array.from({ length: classCount }, (_, label) => label);

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
  const classNames = spec.classes ?? manifest.classNames;
  const dataSet = { spec, shape, classes: classNames.length, classNames, training, test, mean };
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
    const share = labelsOf(spec).length / classCount;
    if (training.count * share >= spec.training && test.count * share >= spec.test) return { source, manifest };
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
  spec: Cifar10Spec,
  split: SplitName,
  source: PackSource,
  manifest: CifarManifest,
): Promise<Split> {
  const { seed, size, [split]: count } = spec;
  const wanted = labelsOf(spec);
  const chosen = chooseRecords(count, manifest[split].count, seed, split, wanted);
  const imageSize = size * size * 3;
  const inputs = new Float32Array(count * imageSize);
  const labels = new Int32Array(count);
  for (const [index, images] of groupByPack(chosen)) {
    const pack = await readCheckedPack(source, manifest, split, index);
    for (const image of images) {
      const from = ((chosen[image] as number) % packSize) * recordBytes;
      const record = pack.subarray(from, from + recordBytes);
      labels[image] = wanted.indexOf(record[0] as number);
      if (labels[image] === -1) throw tooFew(spec, source);
      decodeImage(record, size, inputs, image * imageSize);
    }
  }
  return { count, inputs, labels, targets: null, places: null };
}

/** Labels in the files of the classes that are wanted, in the order of the labels to be. */
function labelsOf({ classes = cifarClassNames }: Cifar10Spec): readonly number[] {
  const names: readonly string[] = cifarClassNames;
  return classes.map((name) => names.indexOf(name));
}

/** Towards the end of a part of the set, some classes have run out. */
function tooFew({ classes = cifarClassNames }: Cifar10Spec, source: PackSource): Error {
  const problem = `${source.name} has too few images of ${classes.join(" or ")}`;
  return refuse("cifar10", problem, "Ask for fewer, or bring the whole archive.");
}

/**
 * Which records of a split make up a set: without a seed the first ones; with one, rounds (an image of each class) in
 * random order, so that classes stay in equal numbers.
 * @param wanted labels of the classes to be taken
 */
export function chooseRecords(
  count: number,
  available: number,
  seed: number | null,
  split: SplitName,
  wanted: readonly number[] = allLabels,
): Int32Array {
  const rounds = Int32Array.from({ length: Math.ceil(available / classCount) }, (_, round) => round);
  if (seed !== null) new Random(seed, `cifar10/${split}`).shuffle(rounds);
  const records = [...rounds].flatMap((round) => wanted.map((label) => round * classCount + label));
  return Int32Array.from(records.filter((record) => record < available).slice(0, count));
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
