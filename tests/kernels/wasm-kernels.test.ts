import { beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../src/core/random.ts";
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

describe("convolution and its gradients", () => {
  test.each([
    { size: [16, 16], channels: [8, 8], kernel: 3, stride: 1, padding: 1 },
    { size: [16, 16], channels: [8, 16], kernel: 3, stride: 2, padding: 1 },
    { size: [9, 7], channels: [3, 5], kernel: 3, stride: 2, padding: 1 },
    { size: [8, 8], channels: [4, 8], kernel: 1, stride: 2, padding: 0 },
    { size: [7, 7], channels: [6, 2], kernel: 1, stride: 1, padding: 0 },
    { size: [10, 11], channels: [3, 4], kernel: 5, stride: 3, padding: 2 },
    { size: [8, 8], channels: [2, 3], kernel: 3, stride: 2, padding: 0 },
    { size: [6, 6], channels: [2, 3], kernel: 2, stride: 2, padding: 1 },
    { size: [5, 5], channels: [1, 1], kernel: 1, stride: 1, padding: 1 },
  ])("$size, $channels channels, kernel $kernel, stride $stride, padding $padding", async (each) => {
    const { kernel: side, stride, padding } = each;
    const [height = 0, width = 0] = each.size;
    const [channelsIn = 0, channelsOut = 0] = each.channels;
    await compare((ws, draw) => {
      const x = draw(5, height, width, channelsIn);
      const kernel = draw(side, side, channelsIn, channelsOut);
      const y = convolve(ws, x, kernel, { stride, padding });
      const dy = draw(...y.shape);
      return [
        y,
        convolutionInputGradient(ws, dy, kernel, x.shape, { stride, padding }),
        convolutionKernelGradient(ws, x, dy, kernel.shape, { stride, padding }),
      ];
    });
  });
});

test.each([[[12, 5]], [[3, 4, 6, 7]], [[128, 32]]])("batch normalisation of %j, and its gradients", async (shape) => {
  await compare((ws, draw) => {
    const channels = shape.at(-1) ?? 0;
    const [x, gamma, beta] = [draw(...shape), draw(channels), draw(channels)] as const;
    const batch = normalizeBatch(ws, x, gamma, beta, 1e-5);
    const running = updateRunningStatistics(ws, { mean: draw(channels), variance: draw(channels) }, batch, 0.1, 12);
    const gradient = batch.gradient(draw(...shape));
    return [batch.output, batch.mean, batch.variance, running.mean, running.variance, ...Object.values(gradient)];
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
