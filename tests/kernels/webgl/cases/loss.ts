import { Random } from "../../../../src/core/random.ts";
import { layoutTensor } from "../../../../src/kernels/webgl/layout.ts";
import { meanSquaredError, softmaxCrossEntropy, sumLosses } from "../../../../src/kernels/webgl/loss.ts";
import { normParts, squaredNorm } from "../../../../src/kernels/webgl/squared-norm.ts";
import { columnTexels, settings, tensorTexels, type KernelCase } from "../kernel-case.ts";
import { meanSquaredError as expectedSquares, softmaxCrossEntropy as expectedEntropy } from "../reference/loss.ts";
import { mapValues, normals } from "../reference/tensor.ts";
import { describe, imageSizes, shapeOf } from "./shapes.ts";

/** Losses of batches in which the last example only fills up, and norms. */
export function lossCases(drawBuffers: number): KernelCase[] {
  return [
    ...[1, 2, 3, 10, 13, 40].map((classes, index) => entropyCase(index === 0 ? 1 : 5, classes, drawBuffers)),
    ...imageSizes()
      .filter((_, index) => index % 5 === 0)
      .flatMap((sizes, index) => [squaresCase(sizes, index, drawBuffers), normCase(sizes, index, drawBuffers)]),
  ];
}

function weightsOf(batch: number): number[] {
  const used = Math.max(1, batch - 1);
  return Array.from({ length: batch }, (_, n) => (n < used ? Math.fround(1 / used) : 0));
}

function entropyCase(batch: number, classes: number, drawBuffers: number): KernelCase {
  const random = new Random(classes, "entropy");
  // Some logits are so large that their exponentials would overflow
  const logits = mapValues(normals({ batch, height: 1, width: 1, channels: classes }, random), (value) => 40 * value);
  const labels = Array.from({ length: batch }, () => random.integer(classes));
  const weights = weightsOf(batch);
  const answer = expectedEntropy(logits, labels, weights);
  const output = layoutTensor(batch, [classes], drawBuffers);
  const rows = weights.map((_, n) => [answer.losses[n] ?? 0, answer.hits[n] ?? 0, 0, 0]);
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  return {
    kernel: "softmaxCrossEntropy, sumLosses",
    detail: `${batch} × ${classes}`,
    optimizer: settings,
    draws: [...softmaxCrossEntropy({ output, gradient: true, drawBuffers }), ...sumLosses(batch)],
    inputs: {
      x: tensorTexels(logits, output),
      examples: columnTexels(labels.map((label, n) => [label, weights[n] ?? 0, 0, 0])),
    },
    outputs: {
      losses: columnTexels(rows),
      gradient: tensorTexels(answer.gradient, output),
      sum: columnTexels([[total(answer.losses), total(answer.hits), 0, 0]]),
    },
  };
}

type ImageSizes = ReturnType<typeof imageSizes>[number];

function squaresCase(sizes: ImageSizes, index: number, drawBuffers: number): KernelCase {
  const random = new Random(index, "squares");
  const [x, targets] = [normals(sizes, random), normals(sizes, random)];
  const weights = weightsOf(sizes.batch);
  const answer = expectedSquares(x, targets, weights);
  const output = layoutTensor(sizes.batch, shapeOf(sizes), drawBuffers);
  return {
    kernel: "meanSquaredError",
    detail: describe(sizes),
    optimizer: settings,
    draws: meanSquaredError({ output, gradient: true, drawBuffers }),
    inputs: {
      x: tensorTexels(x, output),
      targets: tensorTexels(targets, output),
      examples: columnTexels(weights.map((weight) => [0, weight, 0, 0])),
    },
    outputs: {
      losses: columnTexels(answer.losses.map((loss) => [loss, 0, 0, 0])),
      gradient: tensorTexels(answer.gradient, output),
    },
  };
}

function normCase(sizes: ImageSizes, index: number, drawBuffers: number): KernelCase {
  // So small, every other time, that squares vanish, or usual
  const scale = index % 2 === 0 ? 1e-25 : 1e-5;
  const x = mapValues(normals(sizes, new Random(index, "norm")), (value) => Math.fround(value * scale));
  const input = layoutTensor(sizes.batch, shapeOf(sizes), drawBuffers);
  const parts = normParts(input);
  const rows = sizes.batch * sizes.height;
  const perPart = Math.ceil(rows / parts);
  const rowValues = sizes.width * sizes.channels;
  const sums = Array.from({ length: parts }, (_, part) => {
    const values = x.values.slice(part * perPart * rowValues, Math.min(rows, (part + 1) * perPart) * rowValues);
    const sum = values.reduce((total, value) => total + value * value, 0);
    return [sum, sum * 2 ** 120, 0, 0];
  });
  return {
    kernel: "squaredNorm",
    detail: describe(sizes),
    optimizer: settings,
    draws: squaredNorm(input),
    inputs: { x: tensorTexels(x, input) },
    outputs: { norm: columnTexels(sums) },
  };
}
