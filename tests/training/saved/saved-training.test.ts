import { expect, test } from "vitest";
import type { SavedTraining, Training } from "../../../src/training/contract/protocol.ts";
import { checkSaved } from "../../../src/training/saved/check-saved.ts";
import { readFile, writeFile } from "../../../src/training/saved/format.ts";
import { encodeTraining, loadTraining } from "../../../src/training/saved/saved-training.ts";

const values = (...numbers: number[]) => ({ shape: [numbers.length], values: Float32Array.from(numbers) });

const training: Training = {
  status: "stopped",
  runs: [
    {
      arm: "net",
      family: "plain",
      depth: 4,
      parameterCount: 3,
      seed: 7,
      status: "stopped",
      loss: [1.25, 0.1],
      accuracy: [0.5, 1],
      evaluations: [
        { step: 2, split: "test", mode: "running-statistics", loss: Infinity, accuracy: null },
        { step: 2, split: "test", mode: "batch-statistics", loss: NaN, accuracy: 0.5 },
      ],
      probes: [{ step: 0, gradientNorms: [1e-30, 2] }],
    },
  ],
  steps: 10,
  doneSteps: 2,
  totalSteps: 10,
  elapsedMs: 12.5,
  engine: { kind: "wasm", device: "wasm (SIMD)", reason: "" },
};
const saved: SavedTraining = {
  training,
  recipe: {
    data: { kind: "spiral", seed: 1, points: 60, noise: 0.1 },
    batchSize: 8,
    augment: null,
    loss: "cross-entropy",
    optimizer: { kind: "sgd", learningRate: 0.1, warmUp: null, momentum: 0.9, weightDecay: 0, decay: [] },
  },
  states: [
    {
      arm: "net",
      seed: 7,
      architecture: "0123abcd",
      state: {
        done: 2,
        parameters: { "dense1/kernel": values(1, NaN, -0.1), "dense1/bias": values(4) },
        moments: [{ "dense1/kernel": values(0, Infinity, 1e-40) }],
      },
    },
  ],
};
const file = writeFile(saved);

test("what is loaded is what was saved, to the last bit", async () => {
  expect(await loadTraining(encodeTraining({ ...training, saved }))).toEqual(saved);
  expect(await loadTraining(encodeTraining(saved))).toEqual(saved);
  expect(await loadTraining(new Uint8Array([0, ...file]).subarray(1))).toEqual(saved);
});

test("a training without state cannot be saved", () => {
  expect(() => encodeTraining(training)).toThrow("saveTraining: this training has no state to save: it was not kept.");
  expect(() => encodeTraining({ ...training, status: "running" })).toThrow("it still runs");
});

test("whatever is cut off or changed is noticed", async () => {
  for (let length = 0; length < file.length; length += 7) {
    await expect(loadTraining(file.slice(0, length))).rejects.toThrow(/^loadTraining: /);
  }
  for (let at = 0; at < file.length; at += 13) {
    const changed = file.slice();
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    await expect(loadTraining(changed)).rejects.toThrow(/^loadTraining: /);
  }
});

/** A file with any JSON in it and a checksum that fits. */
const forge = (json: string): Uint8Array => writeFile(JSON.parse(json));

test.each([
  [
    "another kind of file",
    new TextEncoder().encode("PNG and so on, long enough for a head"),
    "this is no saved training",
  ],
  ["an empty file", new Uint8Array(), "this is no saved training"],
  ["no training", forge("[]"), "the file is damaged"],
  ["an array outside of the file", forge('{"states": {"$floats": [0, 4000000000]}}'), "the file is damaged"],
  ["an array that is none", forge('{"states": {"$floats": "all"}}'), "the file is damaged"],
])("refuses %s", async (_, bytes, message) => {
  await expect(loadTraining(bytes)).rejects.toThrow(message);
});

test("refuses a newer format, and says what to do", async () => {
  const newer = file.slice();
  new DataView(newer.buffer).setUint32(8, 2, true);
  await expect(loadTraining(newer)).rejects.toThrow(
    "the file has format 2, and this course reads format 1. Load it where",
  );
});

type Path = readonly [path: string, value: unknown, message: string];
const changes: readonly Path[] = [
  ["states.0.state.done", 1e9, "the curve of net is not as long as its training"],
  ["states.0.state.parameters.dense1/bias.shape", [1e9], "dense1/bias of net has not the size"],
  ["states.0.state.parameters.dense1/bias.values", "text", "is not what it should be"],
  ["states.0.state.moments.0.dense1/kernel.shape", [2], "dense1/kernel of net has not the size"],
  ["states.0.arm", "other", "it has no curves of other with seed 7"],
  ["training.runs.0.loss", ["<script>"], "training.runs.0.loss.0 is not what it should be"],
  ["recipe.optimizer.kind", "rmsprop", "recipe.optimizer.kind is not what it should be"],
];

test.each(changes)("a forged %s is noticed", (path, value, message) => {
  const forged = structuredClone(saved) as unknown as Record<string, unknown>;
  const names = path.split(".");
  const last = names.pop() ?? "";
  const parent = names.reduce((part, name) => part[name] as Record<string, unknown>, forged);
  parent[last] = value;
  expect(() => checkSaved(readFile(writeFile(forged)))).toThrow(message);
});

test("refuses what is no file", () => {
  expect(() => loadTraining("run.training" as never)).toThrow(
    'loadTraining: file must be a file, got "run.training". Pass what Inputs.file() gives.',
  );
});

test("says that a file has gone since it was chosen, in words of its own", async () => {
  const gone = { arrayBuffer: async () => Promise.reject(new DOMException("A requested file …", "NotFoundError")) };
  await expect(loadTraining(gone)).rejects.toThrow(/^loadTraining: the file cannot be read: it was moved, changed or/);
});
