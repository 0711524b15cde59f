import { expect, it } from "vitest";
import { cifar10 } from "../../../src/data/cifar-10.ts";
import { generate } from "../../../src/data/dataset.ts";
import { shapes } from "../../../src/data/shapes.ts";
import { spiral } from "../../../src/data/spiral.ts";
import { describeData } from "../../../src/training/page/data-facts.ts";
import { augmentKind, readAugment } from "../../../src/training/page/read-augment.ts";
import { TrainingBatches } from "../../../src/training/worker/training-batches.ts";

const data = generate(shapes({ training: 40, test: 10 }));
const options = { batchSize: 8, seed: 4, augment: { pad: 2, flip: true } };

it("a run that goes on sees the batches that it would have seen, augmented alike", () => {
  const whole = new TrainingBatches(data, options);
  const seen = Array.from({ length: 12 }, () => whole.next());
  const later = new TrainingBatches(data, options);
  later.skip(7);
  expect(later.peek()).toBe(later.peek());
  expect([later.next(), later.next()]).toEqual([seen[7], seen[8]]);
});

it("augmentation changes the images and neither their order nor their labels", () => {
  const varied = new TrainingBatches(data, options).next();
  const plain = new TrainingBatches(data, { ...options, augment: null }).next();
  expect(varied.labels).toEqual(plain.labels);
  expect(varied.inputs).not.toEqual(plain.inputs);
  expect(varied.inputs.length).toBe(plain.inputs.length);
});

it("augment is the paper's unless it says otherwise, and false is none", () => {
  const read = (augment: unknown) =>
    readAugment("train", augmentKind.read("train", "augment", augment), describeData("train", cifar10()));
  expect([readAugment("train", undefined, describeData("train", cifar10())), read(false)]).toEqual([null, null]);
  expect(read({})).toEqual({ pad: 4, flip: true });
  expect(read({ pad: 2, flip: false })).toEqual({ pad: 2, flip: false });
  expect(() => read(true)).toThrow("train: augment must say how. Write augment: {pad: 4, flip: true}.");
  expect(() => read({ padding: 4 })).toThrow("train, augment: unknown option 'padding'. Options are pad, flip.");
  expect(() => read({ pad: 32 })).toThrow("augment's pad must be smaller than the 32 pixels of the image, got 32");
});

it("augment refuses what is no image, and flips of Shapes-10", () => {
  const facts = (spec: Parameters<typeof describeData>[1]) => describeData("train", spec);
  expect(() => readAugment("train", { pad: 4, flip: true }, facts(spiral()))).toThrow(
    "an example of this data has shape 2. Leave augment out",
  );
  expect(() => readAugment("train", { pad: 2, flip: true }, facts(shapes()))).toThrow(
    "moons and corners face one way. Write augment: {pad: 2, flip: false}.",
  );
  expect(readAugment("train", { pad: 2, flip: false }, facts(shapes()))).toEqual({ pad: 2, flip: false });
});
