import { describe, expect, it } from "vitest";
import type { NamedFile } from "../../src/data/cifar/named-file.ts";
import { crc32 } from "../../src/core/crc32.ts";
import { importCifar10, type ImportProgress } from "../../src/data/cifar/import.ts";
import { recordBytes } from "../../src/data/cifar/records.ts";
import { archive, file, MemoryPacks, noiseBatch, tar } from "./cifar-files.ts";

const first = noiseBatch(1300, 1);
const second = noiseBatch(900, 2);
const test = noiseBatch(300, 3);
const loose = [file("data_batch_2.bin", second), file("test_batch.bin", test), file("data_batch_1.bin", first)];

async function pack(files: readonly NamedFile[]): Promise<MemoryPacks> {
  const packs = new MemoryPacks();
  await importCifar10(files, packs, () => undefined);
  return packs;
}

async function refusal(...files: readonly NamedFile[]): Promise<string> {
  const packs = new MemoryPacks();
  const message = await importCifar10(files, packs, () => undefined).then(
    () => "accepted",
    (error: Error) => error.message,
  );
  expect([packs.begun, packs.manifest]).toEqual([false, null]);
  return message;
}

function labelsOf(packs: MemoryPacks, split: string): number[] {
  const all = [...packs.packs].filter(([key]) => key.startsWith(split)).map(([, pack]) => pack);
  return all.flatMap((each) =>
    Array.from({ length: each.length / recordBytes }, (_, at) => each[at * recordBytes] ?? -1),
  );
}

/** Records as texts, to compare sets of them whatever their order. */
function sorted(...arrays: readonly Uint8Array[]): string[] {
  const cut = (bytes: Uint8Array): string[] =>
    Array.from({ length: bytes.length / recordBytes }, (_, at) =>
      Buffer.from(bytes.subarray(at * recordBytes, (at + 1) * recordBytes)).toString("latin1"),
    );
  return arrays.flatMap(cut).sort();
}

describe("importing CIFAR-10", () => {
  it("keeps every image once, in packs of 1,000", async () => {
    const { manifest, packs } = await pack(loose);
    expect([manifest?.training.count, manifest?.test.count]).toEqual([2200, 300]);
    expect([...packs].map(([key, { length }]) => [key, length / recordBytes])).toEqual([
      ...[["training/0", 1000] as const, ["training/1", 1000] as const, ["training/2", 200] as const],
      ["test/0", 300],
    ]);
    const training = [...packs].filter(([key]) => key.startsWith("training")).map(([, bytes]) => bytes);
    expect(sorted(...training)).toEqual(sorted(first, second));
  });

  it("begins with classes in equal numbers, however many images are taken", async () => {
    const labels = labelsOf(await pack(loose), "training");
    for (const taken of [10, 25, 100, 1000, 1600]) {
      const counts = Array.from(
        { length: 10 },
        (_, label) => labels.slice(0, taken).filter((each) => each === label).length,
      );
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });

  it("takes the archive, gzipped or not, for what is in it", async () => {
    const entries = [
      ["cifar-10-batches-bin/", new Uint8Array(0)],
      ["cifar-10-batches-bin/data_batch_2.bin", second],
      ["cifar-10-batches-bin/readme.html", Buffer.from("<p>CIFAR-10</p>")],
      ["cifar-10-batches-bin/test_batch.bin", test],
      ["cifar-10-batches-bin/data_batch_1.bin", first],
    ] as const;
    const { packs, manifest } = await pack(loose);
    const digest = (each: MemoryPacks["packs"]) => [...each].map(([key, bytes]) => [key, crc32(bytes)]);
    for (const bytes of [archive(...entries), tar(...entries)]) {
      const unpacked = await pack([file("cifar-10-binary.tar.gz", bytes)]);
      expect(digest(unpacked.packs)).toEqual(digest(packs));
      expect(unpacked.manifest).toEqual({ ...manifest, source: ["cifar-10-binary.tar.gz"] });
    }
  });

  it("says how far it is", async () => {
    const steps: ImportProgress[] = [];
    const bytes = archive(["data_batch_1.bin", first], ["test_batch.bin", test]);
    await importCifar10([file("all.tar.gz", bytes)], new MemoryPacks(), (progress) => steps.push(progress));
    expect([...new Set(steps.map(({ step }) => step))]).toEqual(["unpacking", "checking", "packing"]);
    for (const step of ["unpacking", "checking", "packing"]) {
      const last = steps.findLast((each) => each.step === step);
      expect(last?.done).toBe(last?.total);
    }
  });
});

describe("an import refuses", () => {
  const good = [file("data_batch_1.bin", first), file("test_batch.bin", test)] as const;

  it("an archive that ends too early, and one that is damaged in the middle", async () => {
    const bytes = archive(["data_batch_1.bin", first], ["test_batch.bin", test]);
    const short = await refusal(file("cifar-10-binary.tar.gz", bytes.slice(0, 500_000)));
    expect(short).toMatch(/^cifar-10-binary\.tar\.gz: it cannot be unpacked .* at 500000 bytes\. .*170,052,171/);
    const damaged = bytes.slice();
    damaged.fill(0, 400_000, 400_100);
    expect(await refusal(file("a.tar.gz", damaged))).toContain("it is incomplete or damaged");
    const unzipped = tar(["data_batch_1.bin", first]).slice(0, 9000);
    expect(await refusal(file("a.tar", unzipped))).toContain("it ends within data_batch_1.bin");
  });

  it("a batch that ends within an image, is empty or has a label that does not exist", async () => {
    expect(await refusal(good[1], file("data_batch_1.bin", first.slice(0, 100_000)))).toMatch(
      /^data_batch_1\.bin: it ends within an image: 100000 bytes are no multiple of the 3073 of an image\. Download/,
    );
    expect(await refusal(good[0], file("test_batch.bin", new Uint8Array(0)))).toContain(
      "test_batch.bin: the file is empty",
    );
    const wrong = test.slice();
    wrong[7 * recordBytes] = 77;
    expect(await refusal(good[0], file("test_batch.bin", wrong))).toContain("image 8 has the label 77");
  });

  it("half a set, and other files than batches", async () => {
    expect(await refusal(good[0])).toMatch(/^CIFAR-10: test_batch\.bin is missing beside data_batch_1\.bin/);
    expect(await refusal(good[1])).toContain("there is no training batch among test_batch.bin");
    expect(await refusal()).toContain("there is no training batch among the files");
    expect(await refusal(file("x.tar.gz", archive(["x", Buffer.from("words")])))).toMatch(
      /^x\.tar\.gz: there are no batches of CIFAR-10's binary version in it: x is a text/,
    );
  });
});

describe("an import that fails", () => {
  it("leaves nothing behind, wherever it fails", async () => {
    for (const failing of ["writePack", "finish", "read"] as const) {
      const packs = new MemoryPacks();
      let written = 0;
      const refuse = async (): Promise<never> => Promise.reject(new Error("the disk is full"));
      const sink = {
        ...{ begin: packs.begin, abandon: packs.abandon, finish: failing === "finish" ? refuse : packs.finish },
        writePack: async (...pack: Parameters<MemoryPacks["writePack"]>) => {
          if (failing === "writePack" && written++ === 2) await refuse();
          await packs.writePack(...pack);
        },
      };
      const gone = failing === "read" ? goneAfter(2, loose[0] as NamedFile) : (loose[0] as NamedFile);
      const outcome = importCifar10([gone, ...loose.slice(1)], sink, () => undefined);
      await expect(outcome).rejects.toThrow(failing === "read" ? "data_batch_2.bin: it is not there" : "disk is full");
      expect([packs.begun, packs.packs.size, packs.manifest]).toEqual([true, 0, null]);
    }
  });
});

/** A file that is deleted while it is read for the last time. */
function goneAfter(reads: number, { name, blob }: NamedFile): NamedFile {
  const copy = new Blob([blob]);
  const slice = copy.slice.bind(copy);
  let starts = 0;
  const gone = (from?: number, to?: number) => {
    if (from === 0) starts++;
    if (starts <= reads) return slice(from, to);
    const fail = async () => Promise.reject(new DOMException("gone", "NotFoundError"));
    return Object.defineProperty(new Blob(), "arrayBuffer", { value: fail });
  };
  return { name, blob: Object.defineProperty(copy, "slice", { value: gone }) };
}
