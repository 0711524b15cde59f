import { describe, expect, it } from "vitest";
import { propagate, type PropagationOptions } from "../../src/signals/propagate.ts";

/** How much of the gradient is left at the input, as a power of ten, for three seeds. */
function decades(options: PropagationOptions): number[] {
  return [1, 2, 3].map((seed) => Math.log10(propagate({ ...options, seed }).backward[0] ?? NaN));
}

describe("propagate", () => {
  it.each([
    ["sigmoid, Var(w) = 1/n", { activation: "sigmoid", gain: 1 }, [-6.3, -12.6, -31.4]],
    ["sigmoid, Var(w) = 16/n", { activation: "sigmoid", gain: 16 }, [-2, -4.1, -10]],
    ["tanh, Xavier", { activation: "tanh", gain: 1 }, [-0.5, -0.7, -0.9]],
    ["ReLU, Xavier", { activation: "relu", gain: 1 }, [-1.5, -3, -7.6]],
    ["ReLU, He", { activation: "relu", gain: 2 }, [0, 0, 0]],
  ] as const)("loses as many decades of the gradient as an independent run did: %s", (_, options, expected) => {
    for (const [at, depth] of [10, 20, 50].entries()) {
      for (const decade of decades({ depth, ...options })) {
        expect(Math.abs(decade - (expected[at] ?? NaN))).toBeLessThan(0.6);
      }
    }
  });

  it("falls by the square root of the gain in each layer of a linear net", () => {
    const { slope } = propagate({ depth: 30, width: 256, batch: 16, activation: "linear", gain: 0.5 });
    expect(slope).toBeCloseTo(Math.log10(Math.sqrt(0.5)), 1);
  });

  it("grows towards the input with batch normalisation, and far less with shortcuts", () => {
    const plain = propagate({ depth: 30, gain: 2, batchNorm: true }).backward[0] ?? 0;
    const residual = propagate({ depth: 30, gain: 2, batchNorm: true, residual: true }).backward[0] ?? 0;
    expect(plain).toBeGreaterThan(50);
    expect(residual).toBeGreaterThan(1);
    expect(residual).toBeLessThan(plain / 5);
  });

  it("halves the second moment in each ReLU layer under Xavier's variance, and keeps it under He's", () => {
    const last = (gain: number) => propagate({ depth: 20, width: 200, gain }).forward.at(-1) ?? 0;
    expect(Math.log2(last(2) / last(1))).toBeCloseTo(10, 6);
  });

  it("finds no saturated unit in the sigmoid net whose gradient vanishes all the same", () => {
    const { saturated, backward } = propagate({ depth: 20, activation: "sigmoid" });
    expect(Math.max(...saturated)).toBeLessThan(0.01);
    expect(backward[0]).toBeLessThan(1e-11);
  });

  it("gives the same numbers for the same seed and others for another", () => {
    const options = { depth: 3, width: 8, batch: 4 };
    expect(propagate({ ...options, seed: 5 })).toEqual(propagate({ ...options, seed: 5 }));
    expect(propagate({ ...options, seed: 5 })).not.toEqual(propagate({ ...options, seed: 6 }));
  });

  it("says what cannot be used, and what can", () => {
    expect(() => propagate({ depth: 0 })).toThrow(/propagate: depth must be/);
    expect(() => propagate({ depth: 3, activation: "sigmoyd" as never })).toThrow(/Try "sigmoid"/);
    expect(() => propagate({ depth: 3, layers: 4 } as never)).toThrow(/layers/);
  });
});
