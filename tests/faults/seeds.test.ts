import { describe, expect, test } from "vitest";
import { dropKey } from "../../src/core/counted-random.ts";
import { Random } from "../../src/core/random.ts";
import { augmentImages } from "../../src/data/augment.ts";
import { shuffledBatches } from "../../src/data/batches.ts";
import { cifar10 } from "../../src/data/cifar-10.ts";
import { chooseRecords } from "../../src/data/cifar/load.ts";
import { generate } from "../../src/data/dataset.ts";
import { identityPairs } from "../../src/data/identity-pairs.ts";
import { shapes } from "../../src/data/shapes.ts";
import { spiral } from "../../src/data/spiral.ts";
import { plainMlp, residualMlp } from "../../src/models/mlp.ts";
import { initialParameters } from "../../src/models/parameters.ts";
import { randomDeletions } from "../../src/models/random-deletions.ts";
import { inputGradient } from "../../src/signals/shattered.ts";
import { propagate } from "../../src/signals/propagate.ts";
import { filterNormalisedDirection } from "../../src/training/analysis/direction.ts";
import { lossPlane } from "../../src/training/page/analysis-client.ts";
import { describeData } from "../../src/training/page/data-facts.ts";
import { readTrainRequest } from "../../src/training/page/train-request.ts";

/**
 * Kind: seeds that are not small whole numbers. Two seeds never stand for the same run: all of the number counts, and
 * what is no whole number, or one that cannot be told from its neighbours, is refused wherever a seed is taken. Seeds
 * from 0 to 2³² − 1 draw what they always drew (tests/core/random.test.ts).
 */

const net = residualMlp({ depth: 12, width: 4 });
const parameters = initialParameters(net);
const images = Float32Array.from({ length: 4 * 6 * 6 * 3 }, (_, at) => at);

/** Whatever takes a seed, and what comes of it. */
const takers: Record<string, (seed: number) => unknown> = {
  "random numbers": (seed) => new Random(seed, "weights").bits(),
  dropout: (seed) => dropKey(seed, 3, 5),
  spiral: (seed) => generate(spiral({ seed, points: 12 })).training.inputs,
  shapes: (seed) => generate(shapes({ seed, training: 3, test: 1 })).training.inputs,
  identityPairs: (seed) => generate(identityPairs({ seed, points: 4 })).test.inputs,
  "cifar10's images": (seed) => chooseRecords(200, 10_000, seed, "training"),
  initialParameters: (seed) => initialParameters(net, { seed }),
  "order of the examples": (seed) => shuffledBatches({ count: 100, batchSize: 50, seed }).next().value,
  augmentation: (seed) => augmentImages(images, [6, 6, 3], { pad: 2, flip: true }, { seed, step: 9 }),
  propagate: (seed) => propagate({ depth: 3, width: 4, batch: 2, activation: "relu", gain: 1, seed }).forward,
  inputGradient: (seed) => inputGradient({ depth: 3, width: 8, points: 8, seed }).gradients,
  "directions of lossPlane": (seed) => filterNormalisedDirection(net, parameters, { seed, stream: "first" }),
};

const pairs: readonly (readonly [number, number])[] = [
  [1, 4_294_967_297],
  [0, 2 ** 32],
  [2 ** 32 - 1, -1],
  [7, 7 + 2 ** 33],
  [-(2 ** 40), 2 ** 40],
  [5, -5],
  [2 ** 31, -(2 ** 31)],
  [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  [2 ** 52, 2 ** 52 + 1],
];

describe("two seeds are two draws:", () => {
  test.each(Object.entries(takers))("%s", (_, take) => {
    for (const [a, b] of pairs) {
      expect(take(a), `${a} and ${b}`).not.toEqual(take(b));
      expect(take(a), `${a} again`).toEqual(take(a));
    }
  });

  test("none of many seeds that differ in their high half only draws as another", () => {
    const firsts = Array.from({ length: 2000 }, (_, high) => new Random((high - 1000) * 2 ** 32 + 7, "weights").bits());
    expect(new Set(firsts).size).toBeGreaterThan(1995);
    const keys = Array.from({ length: 2000 }, (_, high) => dropKey((high - 1000) * 2 ** 32 + 7, 1, 1));
    expect(new Set(keys).size).toBeGreaterThan(1995);
  });
});

/** Whatever a cell can pass a seed to. */
const declared: Record<string, (seed: never) => unknown> = {
  spiral: (seed) => spiral({ seed }),
  shapes: (seed) => shapes({ seed }),
  identityPairs: (seed) => identityPairs({ seed }),
  cifar10: (seed) => cifar10({ seed }),
  "a data set written by hand": (seed) => describeData("train", { kind: "spiral", seed, points: 12, noise: 0.1 }),
  initialParameters: (seed) => initialParameters(net, { seed }),
  propagate: (seed) => propagate({ depth: 3, width: 4, batch: 2, activation: "relu", gain: 1, seed }),
  inputGradient: (seed) => inputGradient({ depth: 3, seed }),
  randomDeletions: (seed) => randomDeletions(net, { count: 1, seed }),
  train: (seed) => readTrainRequest(plainMlp({ depth: 4 }), { data: spiral(), steps: 1, seeds: [1, seed] }),
  lossPlane: (seed) => lossPlane(net, parameters, { data: spiral(), seed }),
};

const senseless: readonly unknown[] = [
  ...[NaN, 0.5, -1.5, Infinity, -Infinity, 1e300, 2 ** 53, -(2 ** 53), 9_007_199_254_740_993],
  ...["7", "", "seed", 7n, true, [1], { seed: 1 }, new Date(0), Symbol("1"), () => 1],
];

describe("no seed, and refused in words:", () => {
  test.each(Object.entries(declared))("%s", (_, call) => {
    for (const seed of senseless) {
      expect(() => call(seed as never), String(seed)).toThrow(
        /must be an integer between −2⁵³ and 2⁵³, got .*Try -?\d+\./,
      );
    }
  });

  test("the same seed twice, however it is written", () => {
    const train = (seeds: readonly number[]) =>
      readTrainRequest(plainMlp({ depth: 4 }), { data: spiral(), steps: 1, seeds });
    expect(() => train([1, 1.0])).toThrow(/seeds must differ/);
    expect(() => train([0, -0])).toThrow(/seeds must differ/);
    expect(train([1, 4_294_967_297, -1]).seeds).toEqual([1, 4_294_967_297, -1]);
  });

  test("random numbers themselves", () => {
    for (const seed of [NaN, 0.5, 2 ** 53])
      expect(() => new Random(seed, "weights")).toThrow(/the seed must be an integer/);
  });
});
