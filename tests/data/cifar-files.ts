import { gzipSync } from "node:zlib";
import { Random } from "../../src/core/random.ts";
import type { NamedFile } from "../../src/data/cifar/named-file.ts";
import { importCifar10 } from "../../src/data/cifar/import.ts";
import type { CifarManifest, PackSink, PackSource } from "../../src/data/cifar/packs.ts";
import { recordBytes } from "../../src/data/cifar/records.ts";

/** A batch of noise in the layout of CIFAR-10's binary version, with its labels in random order. */
export function noiseBatch(images: number, seed: number): Uint8Array<ArrayBuffer> {
  const random = new Random(seed, "noise batch");
  const bytes = Uint8Array.from({ length: images * recordBytes }, () => random.integer(256));
  for (let image = 0; image < images; image++) bytes[image * recordBytes] = random.integer(10);
  return bytes;
}

export function file(name: string, bytes: Uint8Array<ArrayBuffer>): NamedFile {
  return { name, blob: new Blob([bytes]) };
}

type Entry = readonly [name: string, bytes: Uint8Array];

/** A ustar archive, gzipped. */
export function archive(...entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(tar(...entries)));
}

export function tar(...entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const parts = entries.flatMap(([name, bytes]) => [
    header(name, bytes.length),
    bytes,
    new Uint8Array((512 - (bytes.length % 512)) % 512),
  ]);
  return new Uint8Array(Buffer.concat([...parts, new Uint8Array(1024)]));
}

function header(name: string, size: number): Uint8Array {
  const block = Buffer.alloc(512);
  block.write(name, 0, "latin1");
  block.write("0000644\0", 100, "latin1");
  block.write(`${size.toString(8).padStart(11, "0")}\0`, 124, "latin1");
  block.write("        ", 148, "latin1");
  block.write(name.endsWith("/") ? "5" : "0", 156, "latin1");
  block.write("ustar\u000000", 257, "latin1");
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}

/** Keeps packs in memory, to be read again. */
export class MemoryPacks implements PackSink, PackSource {
  readonly name = "this test";
  readonly packs = new Map<string, Uint8Array<ArrayBuffer>>();
  manifest: CifarManifest | null = null;
  begun = false;

  readonly begin = async (): Promise<void> => void (this.begun = true);
  readonly writePack: PackSink["writePack"] = async (split, index, pack) => {
    this.packs.set(`${split}/${index}`, pack.slice());
  };
  readonly abandon = async (): Promise<void> => this.packs.clear();
  readonly finish = async (manifest: CifarManifest): Promise<void> => void (this.manifest = manifest);
  readonly readManifest = async (): Promise<CifarManifest | null> => this.manifest;
  readonly readPack: PackSource["readPack"] = async (split, index) => {
    const pack = this.packs.get(`${split}/${index}`);
    if (pack === undefined) throw new Error("it is missing");
    return pack;
  };
}

/** Packs of noise: `training` and `test` images. */
export async function noisePacks(training: number, test: number): Promise<MemoryPacks> {
  const packs = new MemoryPacks();
  const files = [file("data_batch_1.bin", noiseBatch(training, 1)), file("test_batch.bin", noiseBatch(test, 2))];
  await importCifar10(files, packs, () => undefined);
  return packs;
}
