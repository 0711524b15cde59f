import { beforeAll, describe, expect, it } from "vitest";
import { cifar10, cifarClassNames, type Cifar10Spec } from "../../src/data/cifar-10.ts";
import { chooseRecords, loadCifar10 } from "../../src/data/cifar/load.ts";
import { recordBytes } from "../../src/data/cifar/records.ts";
import { loadData } from "../../src/data/load-data.ts";
import { describeData } from "../../src/training/page/data-facts.ts";
import { MemoryPacks, noisePacks } from "./cifar-files.ts";

let packs: MemoryPacks;
beforeAll(async () => {
  packs = await noisePacks(1500, 200);
});

const small = { training: 40, test: 20, centre: "none" } as const;

/** Pixel (row, column, channel) of record `image`, 0 … 1, read the long way round. */
function pixelOf(bytes: Uint8Array, image: number, [row, column, channel]: readonly [number, number, number]): number {
  return (bytes[image * recordBytes + 1 + channel * 1024 + row * 32 + column] ?? NaN) / 255;
}

describe("cifar10", () => {
  it("is 5,000 images of 32 × 32 pixels, the first ones, without their mean", () => {
    const spec = { kind: "cifar10", training: 5000, test: 1000, size: 32, centre: "per-pixel-mean", seed: null };
    expect(cifar10()).toEqual(spec);
    expect(describeData("train", cifar10({ size: 16 }))).toEqual({
      ...{ shape: [16, 16, 3], classes: 10, targets: null, trainingCount: 5000, testCount: 1000, mirrors: true },
    });
  });

  it("refuses what CIFAR-10 does not have", () => {
    expect(() => cifar10({ training: 60_000 })).toThrow("cifar10: CIFAR-10 has 50000 training images, got");
    expect(() => cifar10({ size: 24 as never })).toThrow("size must be 16 or 32, got 24");
    expect(() => cifar10({ centre: "mean" as never })).toThrow("centre must be one of");
    expect(() => cifar10({ labels: 10 } as never)).toThrow("unknown option 'labels'");
    expect(() => cifar10({ classes: ["bird", "plane"] })).toThrow('classes[1] must be one of "airplane"');
    expect(() => cifar10({ classes: ["bird", "bird"] })).toThrow('classes has "bird" twice');
    expect(() => cifar10({ classes: ["airplane", "bird"], training: 20_000 })).toThrow(
      "CIFAR-10 has 10000 training images of 2 classes, got training: 20000",
    );
  });
});

describe("loading CIFAR-10", () => {
  it("takes some of the classes, the images that the whole set has of them", async () => {
    const all = await loadCifar10(cifar10(small), [packs]);
    const spec = cifar10({ ...small, training: 8, test: 4, classes: ["bird", "airplane"] });
    const { training, classNames, classes } = await loadCifar10(spec, [packs]);
    expect([classNames, classes, [...(training.labels ?? [])]]).toEqual([
      ...[["bird", "airplane"], 2],
      [0, 1, 0, 1, 0, 1, 0, 1],
    ]);
    expect(describeData("train", spec)).toMatchObject({ classes: 2, trainingCount: 8 });
    const image = (set: typeof all, at: number) => set.training.inputs.slice(at * 3072, (at + 1) * 3072);
    expect(image({ ...all, training }, 2)).toEqual(image(all, 12));
    expect(image({ ...all, training }, 3)).toEqual(image(all, 10));
    await expect(loadCifar10({ ...spec, training: 400 }, [packs])).rejects.toThrow(
      "400 training and 4 test images are",
    );
  });

  it("turns planes of bytes into standardised rows of pixels", async () => {
    const { training, test, shape, classNames, mean } = await loadCifar10(cifar10(small), [packs]);
    const bytes = packs.packs.get("training/0") as Uint8Array;
    expect([shape, classNames, mean, training.count, test.count]).toEqual([
      [32, 32, 3],
      [...cifarClassNames],
      null,
      40,
      20,
    ]);
    expect([...(training.labels ?? [])].slice(0, 20)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    for (const [row, column, channel] of [
      [0, 0, 0],
      [31, 31, 2],
      [5, 17, 1],
    ] as const) {
      const at = 7 * 3072 + (row * 32 + column) * 3 + channel;
      expect(training.inputs[at]).toBeCloseTo((pixelOf(bytes, 7, [row, column, channel]) - 0.5) / 0.25, 5);
    }
  });

  it("averages 2 × 2 pixels for images of 16 × 16", async () => {
    const { training } = await loadCifar10(cifar10({ ...small, size: 16 }), [packs]);
    const bytes = packs.packs.get("training/0") as Uint8Array;
    for (const [row, column, channel] of [
      [0, 0, 0],
      [15, 15, 2],
      [3, 9, 1],
    ] as const) {
      const four = [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ].map(([down = 0, right = 0]) => pixelOf(bytes, 12, [2 * row + down, 2 * column + right, channel]));
      const mean = four.reduce((sum, value) => sum + value, 0) / 4;
      expect(training.inputs[12 * 768 + (row * 16 + column) * 3 + channel]).toBeCloseTo((mean - 0.5) / 0.25, 5);
    }
  });

  it("subtracts the mean of the training images from both splits", async () => {
    const raw = await loadCifar10(cifar10(small), [packs]);
    const centred = await loadCifar10(cifar10({ ...small, centre: "per-pixel-mean" }), [packs]);
    const pixel = 1234;
    const column = (inputs: Float32Array): number[] => [...inputs].filter((_, at) => at % 3072 === pixel);
    const mean = column(raw.training.inputs).reduce((sum, value) => sum + value, 0) / 40;
    expect(centred.mean?.[pixel]).toBeCloseTo(mean, 5);
    expect(column(centred.training.inputs).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 4);
    expect(centred.test.inputs[pixel]).toBeCloseTo((raw.test.inputs[pixel] ?? NaN) - mean, 5);
  });

  it("reads only the packs that it needs, and each once", async () => {
    const read: string[] = [];
    const counting = {
      ...packs,
      name: "counted",
      readPack: (...place: Parameters<MemoryPacks["readPack"]>) => {
        read.push(place.join("/"));
        return packs.readPack(...place);
      },
    };
    const spec = cifar10({ training: 1000, test: 200 });
    const first = await loadCifar10(spec, [counting]);
    expect(await loadCifar10({ ...spec }, [counting])).toBe(first);
    expect(read).toEqual(["training/0", "test/0"]);
  });

  it("draws other images with a seed, the same for the same seed, in equal numbers", async () => {
    const load = (seed: number | null) => loadCifar10(cifar10({ ...small, seed }), [packs]);
    const drawn = await load(5);
    expect((await load(6)).training.inputs).not.toEqual(drawn.training.inputs);
    expect((await load(5)).training.inputs).toEqual(drawn.training.inputs);
    expect([...(drawn.training.labels ?? [])].filter((label) => label === 3)).toHaveLength(4);
    const all = chooseRecords(1500, 1500, 9, "training");
    expect([...all].sort((a, b) => a - b)).toEqual([...chooseRecords(1500, 1500, null, "training")]);
  });
});

describe("where CIFAR-10 is", () => {
  const spec: Cifar10Spec = cifar10(small);

  it("says how to get it where it is not", async () => {
    await expect(loadCifar10(spec, [new MemoryPacks()])).rejects.toThrow(
      /^cifar10: CIFAR-10 is not here: .*Drop cifar-10-binary\.tar\.gz .*npm run data/,
    );
  });

  it("takes the first source that has enough, and says what there is if none has", async () => {
    const few = await noisePacks(30, 20);
    const { training } = await loadCifar10(spec, [new MemoryPacks(), few, packs]);
    expect(training.inputs).toEqual((await loadCifar10(spec, [packs])).training.inputs);
    await expect(loadCifar10(spec, [few])).rejects.toThrow(
      "cifar10: 40 training and 20 test images are wanted, but this test has 30 training and 20 test images.",
    );
  });

  it("notices a pack that is damaged or missing", async () => {
    const broken = await noisePacks(40, 20);
    const pack = broken.packs.get("test/0") as Uint8Array;
    pack[5000] = (pack[5000] ?? 0) ^ 1;
    await expect(loadCifar10(spec, [broken])).rejects.toThrow("pack test-00.bin in this test is damaged");
    broken.packs.delete("training/0");
    await expect(loadCifar10(spec, [broken])).rejects.toThrow(
      "training-00.bin in this test cannot be read (it is missing)",
    );
  });

  it("is no matter for data that is generated", async () => {
    const spec = { kind: "spiral", seed: 1, points: 30, noise: 0 } as const;
    expect((await loadData(spec)).training.count).toBe(30);
    await expect(loadData(null as never)).rejects.toThrow("data: expected a data specification, got null");
  });
});
