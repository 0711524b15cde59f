import { describe, expect, it } from "vitest";
import { predictPropagation } from "../../src/signals/predict.ts";
import { propagate, type PropagationOptions } from "../../src/signals/propagate.ts";
import { scalarChain } from "../../src/signals/scalar-chain.ts";
import { crossEntropy, leastDoubleSoftmaxLoss, softmax } from "../../src/signals/softmax.ts";

describe("predictPropagation", () => {
  it.each([
    { activation: "sigmoid", gain: 1 },
    { activation: "sigmoid", gain: 16 },
    { activation: "tanh", gain: 1 },
    { activation: "relu", gain: 1 },
    { activation: "relu", gain: 2 },
    { activation: "linear", gain: 0.5 },
  ] as const)("has the slope that random nets have: $activation, gain $gain", (net) => {
    const options: PropagationOptions = { depth: 30, width: 96, batch: 16, ...net };
    const { slope } = predictPropagation({ depth: 30, ...net });
    for (const seed of [1, 2, 3]) expect(Math.abs(propagate({ ...options, seed }).slope - slope)).toBeLessThan(0.03);
  });

  it("knows the exact factors: √(g/2) for ReLU, √g for a linear net, √(π/(π − 1)) with batch normalization", () => {
    expect(10 ** predictPropagation({ depth: 20, gain: 3 }).slope).toBeCloseTo(Math.sqrt(1.5), 4);
    expect(10 ** predictPropagation({ depth: 20, gain: 0.5, activation: "linear" }).slope).toBeCloseTo(Math.SQRT1_2, 4);
    const { backward } = predictPropagation({ depth: 20, batchNorm: true });
    expect((backward[5] ?? 0) / (backward[6] ?? 0)).toBeCloseTo(Math.sqrt(Math.PI / (Math.PI - 1)), 4);
  });

  /** Yang et al. 1902.08129, Theorem 3.10: the roots of the factors that the paper gives of the squared norm. */
  it.each([
    { batch: 8, rate: 1.337 },
    { batch: 16, rate: 1.261 },
    { batch: 32, rate: 1.234 },
    { batch: 64, rate: 1.222 },
    { batch: 128, rate: 1.216 },
    { batch: 100_000, rate: 1.211 },
  ])("explodes by $rate per layer with batch normalization over $batch inputs", ({ batch, rate }) => {
    const { backward } = predictPropagation({ depth: 20, batchNorm: true, batch });
    expect((backward[5] ?? 0) / (backward[6] ?? 0)).toBeCloseTo(rate, 3);
  });

  it.each([12, 32])("has the whole line of wide random nets that normalize over %i inputs", (batch) => {
    const { backward } = predictPropagation({ depth: 5, batchNorm: true, batch });
    const nets = [1, 2, 3, 4].map((seed) => propagate({ depth: 5, width: 256, batch, batchNorm: true, seed }).backward);
    const square = (at: number) => nets.reduce((sum, net) => sum + (net[at] ?? 0) ** 2, 0) / nets.length;
    backward.forEach((ratio, at) => expect(Math.sqrt(square(at)) / ratio).toBeCloseTo(1, 1));
  });

  it("has no formula for small batches of other nets, and says so", () => {
    const message = "predictPropagation: the formula for a batch of 32 is for ReLU with batchNorm only";
    expect(() => predictPropagation({ depth: 2, batch: 32 })).toThrow(message);
    expect(() => predictPropagation({ depth: 2, batch: 32, batchNorm: true, activation: "tanh" })).toThrow(message);
  });

  it("keeps the signal of a ReLU net with gain 2 and halves its square with gain 1", () => {
    const last = (gain: number) => predictPropagation({ depth: 20, gain }).forward.at(-1) ?? 0;
    expect((last(1) / last(2)) ** 2).toBeCloseTo(2 ** -20, 9);
  });
});

describe("scalarChain", () => {
  it("multiplies a quarter per sigmoid layer at z = 0", () => {
    const { factor, products, derivative } = scalarChain({ depth: 10 });
    expect(factor).toBe(0.25);
    expect(derivative).toBe(0.25 ** 10);
    expect(products).toHaveLength(11);
    expect(products.at(-1)).toBe(1);
  });

  it.each(["sigmoid", "tanh", "relu", "linear"] as const)("agrees with finite differences: %s", (activation) => {
    for (const [weight, z] of [
      [1, 0.5],
      [1.2, -0.3],
      [-0.7, 0.2],
    ] as const)
      expect(scalarChain({ depth: 8, activation, weight, z }).relativeError).toBeLessThan(1e-4);
  });

  it("loses the difference, not the product, in the rounding of a deep chain", () => {
    const { derivative, relativeError } = scalarChain({ depth: 30 });
    expect(derivative).toBeCloseTo(0.25 ** 30, 25);
    expect(relativeError).toBeGreaterThan(0.5);
  });
});

describe("softmax and cross-entropy", () => {
  const logits = [2, -1, 0.5, 700];

  it("are the same loss, together or one after the other, and do not overflow", () => {
    for (const label of [0, 1, 2, 3]) {
      const together = crossEntropy(logits.slice(0, 3), label % 3);
      expect(together).toBeCloseTo(-Math.log(softmax(logits.slice(0, 3))[label % 3] ?? 0), 12);
    }
    expect(crossEntropy(logits, 0)).toBeCloseTo(698, 9);
    expect(softmax(logits).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it("applied twice have a floor that no net gets below: 0.313 for two classes, 1.461 for ten", () => {
    expect(leastDoubleSoftmaxLoss(2)).toBeCloseTo(0.3133, 4);
    expect(leastDoubleSoftmaxLoss(10)).toBeCloseTo(1.4612, 4);
    const certain = [1000, ...new Array<number>(9).fill(0)];
    expect(crossEntropy(softmax(certain), 0)).toBeCloseTo(leastDoubleSoftmaxLoss(10), 12);
  });

  it("say which class there is not", () => {
    expect(() => crossEntropy([1, 2], 2)).toThrow(/there is no class 2 among 2/);
  });
});
