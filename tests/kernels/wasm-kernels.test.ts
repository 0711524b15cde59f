import { beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../src/core/random.ts";
import { dropBits, dropKey } from "../../src/core/counted-random.ts";
import { adamStep } from "../../src/kernels/adam-step.ts";
import { addTensors, multiplyTensors } from "../../src/kernels/arithmetic.ts";
import { concatenate, concatenationGradient } from "../../src/kernels/concatenate.ts";
import { dropMask, survives } from "../../src/kernels/drop-mask.ts";
import { maxPool, maxPoolGradient } from "../../src/kernels/max-pool.ts";
import { activate, activationGradient } from "../../src/kernels/activation.ts";
import { normalizeBatch, updateRunningStatistics } from "../../src/kernels/batch-norm.ts";
import { convolutionInputGradient, convolutionKernelGradient, convolve } from "../../src/kernels/convolution.ts";
import { denseInputGradient, denseKernelGradient, sumChannels } from "../../src/kernels/dense.ts";
import { momentumStep } from "../../src/kernels/momentum-step.ts";
import { softmaxCrossEntropy } from "../../src/kernels/softmax-cross-entropy.ts";
import { subsamplePad, subsamplePadGradient } from "../../src/kernels/subsample-pad.ts";
import type { TensorInfo, Workspace } from "../../src/kernels/workspace.ts";
import { openTestEngine } from "../training/open-test-engine.ts";
import { relativeError } from "../training/compare-with-torch.ts";

/** Runs the same on our wasm kernels and on tfjs's own JavaScript ones, and returns the largest relative error. */
let wasm: Workspace;
let reference: Workspace;
beforeAll(async () => {
  wasm = (await openTestEngine("wasm")).createWorkspace();
  reference = (await openTestEngine("cpu")).createWorkspace();
});

type Draw = (...shape: readonly number[]) => TensorInfo;

async function compare(compute: (ws: Workspace, draw: Draw) => readonly TensorInfo[]): Promise<void> {
  const [actual, expected] = [await results(wasm, compute), await results(reference, compute)];
  expect(actual.length).toBe(expected.length);
  actual.forEach((values, at) => expect(relativeError(values, expected[at] ?? []), `output ${at}`).toBeLessThan(2e-6));
}

async function results(
  ws: Workspace,
  compute: (ws: Workspace, draw: Draw) => readonly TensorInfo[],
): Promise<Float32Array[]> {
  const random = new Random(7, "kernels");
  const draw: Draw = (...shape) => {
    const count = shape.reduce((product, size) => product * size, 1);
    return ws.upload(
      Float32Array.from({ length: count }, () => random.normal()),
      shape,
    );
  };
  const values = await Promise.all(compute(ws, draw).map((tensor) => ws.read(tensor)));
  ws.clear();
  return values;
}

interface ConvCase {
  readonly batch?: number;
  readonly size: readonly [height: number, width: number];
  readonly channels: readonly [from: number, to: number];
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  readonly groups?: number;
}

describe("convolution and its gradients", () => {
  const cases: ConvCase[] = [
    { size: [16, 16], channels: [8, 8], kernel: 3, stride: 1, padding: 1 },
    { size: [16, 16], channels: [8, 16], kernel: 3, stride: 2, padding: 1 },
    { size: [9, 7], channels: [3, 5], kernel: 3, stride: 2, padding: 1 },
    { size: [8, 8], channels: [4, 8], kernel: 1, stride: 2, padding: 0 },
    { size: [7, 7], channels: [6, 2], kernel: 1, stride: 1, padding: 0 },
    { size: [10, 11], channels: [3, 4], kernel: 5, stride: 3, padding: 2 },
    { size: [8, 8], channels: [2, 3], kernel: 3, stride: 2, padding: 0 },
    { size: [6, 6], channels: [2, 3], kernel: 2, stride: 2, padding: 1 },
    { size: [5, 5], channels: [1, 1], kernel: 1, stride: 1, padding: 1 },
    { size: [5, 4], channels: [4, 4], kernel: 1, stride: 1, padding: 1 },
    { size: [1, 1], channels: [4, 8], kernel: 3, stride: 1, padding: 1, batch: 1 },
    { size: [2, 3], channels: [12, 4], kernel: 3, stride: 1, padding: 1 },
    { size: [3, 1], channels: [4, 20], kernel: 3, stride: 2, padding: 1 },
    { size: [33, 31], channels: [3, 8], kernel: 3, stride: 1, padding: 1, batch: 1 },
    { size: [31, 33], channels: [8, 12], kernel: 3, stride: 2, padding: 1, batch: 1 },
    { size: [13, 6], channels: [4, 4], kernel: 7, stride: 2, padding: 3 },
    { size: [5, 9], channels: [32, 16], kernel: 1, stride: 1, padding: 0 },
    { size: [7, 5], channels: [8, 12], kernel: 3, stride: 1, padding: 1, groups: 2 },
    { size: [7, 6], channels: [16, 16], kernel: 3, stride: 2, padding: 1, groups: 4 },
    { size: [6, 6], channels: [8, 8], kernel: 3, stride: 1, padding: 1, groups: 8 },
    { size: [6, 5], channels: [6, 12], kernel: 3, stride: 2, padding: 1, groups: 6 },
    { size: [4, 4], channels: [9, 6], kernel: 3, stride: 1, padding: 1, groups: 3 },
    { size: [4, 5], channels: [8, 24], kernel: 1, stride: 1, padding: 0, groups: 4 },
    { size: [3, 3], channels: [8, 8], kernel: 1, stride: 1, padding: 1, groups: 2 },
  ];
  test.each(cases)("$size, $channels channels, kernel $kernel, stride $stride, groups $groups", async (each) => {
    const { kernel: side, stride, padding, batch = 5, groups = 1 } = each;
    const [channelsIn, channelsOut] = each.channels;
    await compare((ws, draw) => {
      const geometry = { stride, padding, groups };
      const x = draw(batch, ...each.size, channelsIn);
      const kernel = draw(side, side, channelsIn / groups, channelsOut);
      const y = convolve(ws, x, kernel, geometry);
      const dy = draw(...y.shape);
      return [
        y,
        convolutionInputGradient(ws, dy, kernel, x.shape, geometry),
        convolutionKernelGradient(ws, x, dy, kernel.shape, geometry),
      ];
    });
  });
});

describe("max pooling and its gradient", () => {
  test.each([
    { size: [9, 8], window: 3, stride: 2, padding: 1 },
    { size: [33, 1], window: 3, stride: 2, padding: 1 },
    { size: [7, 5], window: 2, stride: 2, padding: 0 },
    { size: [6, 6], window: 4, stride: 3, padding: 2 },
    { size: [5, 4], window: 1, stride: 2, padding: 0 },
    { size: [1, 1], window: 3, stride: 1, padding: 1 },
  ])("$size, window $window, stride $stride, padding $padding", async ({ size, ...geometry }) => {
    await compare((ws, draw) => {
      const x = draw(2, ...size, 5);
      const y = maxPool(ws, x, geometry);
      return [y, maxPoolGradient(ws, draw(...y.shape), x, y, geometry)];
    });
  });

  test("of equal values the first gets the gradient", async () => {
    const x = wasm.upload(Float32Array.of(1, 2, 2, 2), [1, 2, 2, 1]);
    const geometry = { window: 2, stride: 2, padding: 0 };
    const dx = maxPoolGradient(wasm, wasm.upload(Float32Array.of(7), [1, 1, 1, 1]), x, x, geometry);
    expect([...(await wasm.read(dx))]).toEqual([0, 7, 0, 0]);
    wasm.clear();
  });
});

test.each([[[12, 5]], [[3, 4, 6, 7]], [[128, 32]], [[1, 1]], [[2, 12]], [[1, 33, 31, 3]], [[300, 20]]])(
  "batch normalisation of %j, and its gradients",
  async (shape) => {
    await compare((ws, draw) => {
      const channels = shape.at(-1) ?? 0;
      const [x, gamma, beta] = [draw(...shape), draw(channels), draw(channels)] as const;
      const batch = normalizeBatch(ws, x, gamma, beta, 1e-5);
      const running = updateRunningStatistics(ws, { mean: draw(channels), variance: draw(channels) }, batch, 0.1, 12);
      const gradient = batch.gradient(draw(...shape));
      return [batch.output, batch.mean, batch.variance, running.mean, running.variance, ...Object.values(gradient)];
    });
  },
);

test.each([1, 3, 4, 15, 16, 17, 67])("sums, products and ReLU's gradient of %i values", async (size) => {
  await compare((ws, draw) => {
    const [a, b] = [draw(size), draw(size)];
    return [
      addTensors(ws, a, b),
      multiplyTensors(ws, a, b),
      activationGradient(ws, a, activate(ws, b, "relu"), "relu"),
    ];
  });
});

test.each([
  [
    [
      [3, 2],
      [3, 5],
      [3, 1],
    ],
  ],
  [
    [
      [2, 3, 4, 4],
      [2, 3, 4, 3],
    ],
  ],
])("concatenation of %j, and its gradients", async (shapes) => {
  await compare((ws, draw) => {
    const parts = shapes.map((shape) => draw(...shape));
    const y = concatenate(ws, parts);
    return [y, ...concatenationGradient(ws, draw(...y.shape), parts)];
  });
});

test("batch normalisation far from zero keeps its precision", async () => {
  const random = new Random(3, "far");
  const values = Float32Array.from({ length: 4096 }, () => 300 + random.normal());
  const one = wasm.upload(Float32Array.of(1), [1]);
  const zero = wasm.upload(Float32Array.of(0), [1]);
  const { output } = normalizeBatch(wasm, wasm.upload(values, [4096, 1]), one, zero, 1e-5);
  const mean = values.reduce((sum, value) => sum + value, 0) / 4096;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4096 + 1e-5);
  const expected = Array.from(values, (value) => (value - mean) / deviation);
  expect(relativeError(await wasm.read(output), expected)).toBeLessThan(1e-4);
  wasm.clear();
});

test.each(["relu", "sigmoid", "tanh"] as const)("%s and its gradient", async (activation) => {
  await compare((ws, draw) => {
    const y = activate(ws, draw(11, 13), activation);
    return [y, activationGradient(ws, draw(11, 13), y, activation)];
  });
});

test("the gradient of ReLU is zero at 0, at −0 and below", async () => {
  const y = wasm.upload(Float32Array.of(0, -0, 1e-45, 2, 0), [5]);
  const dy = wasm.upload(Float32Array.of(1, -2, 3, -4, NaN), [5]);
  expect([...(await wasm.read(activationGradient(wasm, dy, y, "relu")))]).toEqual([0, 0, 3, -4, 0]);
  wasm.clear();
});

test("gradients of a dense layer", async () => {
  await compare((ws, draw) => {
    const [x, kernel, dy] = [draw(17, 9), draw(9, 5), draw(17, 5)] as const;
    return [denseInputGradient(ws, dy, kernel), denseKernelGradient(ws, x, dy), sumChannels(ws, dy)];
  });
});

test.each([
  [2, 9],
  [1, 5],
  [3, 4],
])("option A with stride %i and %i channels", async (stride, channels) => {
  await compare((ws, draw) => {
    const x = draw(3, 7, 6, 4);
    const y = subsamplePad(ws, x, stride, channels);
    return [y, subsamplePadGradient(ws, draw(...y.shape), stride, x.shape)];
  });
});

test("softmax and cross-entropy, with logits that would overflow", async () => {
  await compare((ws, draw) => {
    const logits = ws.call("Multiply", { a: draw(8, 10), b: ws.scalar(200) });
    const labels = ws.upload(Int32Array.of(0, 1, 2, 3, 4, 5, 9, 9), [8]);
    return Object.values(softmaxCrossEntropy(ws, logits, labels));
  });
});

test("a step of SGD with momentum and weight decay", async () => {
  await compare((ws, draw) => {
    const moving = { value: draw(6, 4), velocity: draw(6, 4) };
    return Object.values(momentumStep(ws, moving, draw(6, 4), { rate: 0.1, momentum: 0.9, decay: 0.01 }));
  });
});

test.each([1, 2, 1000])("update %i of Adam with weight decay", async (count) => {
  await compare((ws, draw) => {
    const square = ws.call("Square", { x: draw(6, 3) });
    const settings = { rate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, decay: 0.1, count };
    return Object.values(adamStep(ws, { value: draw(6, 3), mean: draw(6, 3), square }, draw(6, 3), settings));
  });
});

test("drops the elements that the counted bits name, and keeps the others times a factor", () => {
  const key = dropKey(3, 1, 4);
  const mask = dropMask(1000, key, 0.3, 2);
  expect(mask.every((value, at) => value === (dropBits(key, at) < 0.3 * 2 ** 24 ? 0 : 2))).toBe(true);
  expect([...dropMask(50, key, 0, 1), ...dropMask(50, key, 1, 1)]).toEqual([
    ...Array(50).fill(1),
    ...Array(50).fill(0),
  ]);
  const kept = Array.from({ length: 4000 }, (_, step) => survives(dropKey(3, 1, step), 0.8)).filter(Boolean).length;
  expect(Math.abs(kept - 3200)).toBeLessThan(5 * Math.sqrt(4000 * 0.16));
});
