import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import type { Initializer } from "../../src/models/graph.ts";
import { drawInitial } from "../../src/models/initializers.ts";
import { plainMlp } from "../../src/models/mlp.ts";
import { plainNet } from "../../src/models/plain-net.ts";
import { initialParameters, listParameters } from "../../src/models/parameters.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import type { Parameters } from "../../src/training/contract/parameters.ts";

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

describe("drawInitial", () => {
  const convShape = [3, 3, 64, 32];
  const denseShape = [200, 100];
  it.each<[Initializer, readonly number[], number]>([
    [{ kind: "he-normal", fan: "in" }, convShape, Math.sqrt(2 / 576)],
    [{ kind: "he-normal", fan: "out" }, convShape, Math.sqrt(2 / 288)],
    [{ kind: "he-normal", fan: "in" }, denseShape, Math.sqrt(2 / 200)],
    [{ kind: "he-normal", fan: "out" }, denseShape, Math.sqrt(2 / 100)],
    [{ kind: "xavier-normal" }, convShape, Math.sqrt(2 / (576 + 288))],
    [{ kind: "xavier-uniform" }, denseShape, Math.sqrt(2 / 300)],
    [{ kind: "fan-in-uniform" }, denseShape, Math.sqrt(1 / 600)],
    [{ kind: "normal", deviation: 0.01 }, denseShape, 0.01],
    [{ kind: "zeros" }, denseShape, 0],
  ])("%o on %o has its standard deviation within 3 %%", (initializer, shape, expected) => {
    const values = drawInitial(initializer, shape, new Random(1, "test"));
    expect(Math.abs(deviation(values) - expected)).toBeLessThanOrEqual(0.03 * expected);
  });

  it("bounds the uniform kinds", () => {
    const values = drawInitial({ kind: "xavier-uniform" }, denseShape, new Random(1, "test"));
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(Math.sqrt(6 / 300));
    const standard = drawInitial({ kind: "fan-in-uniform" }, denseShape, new Random(1, "test"));
    expect(Math.max(...standard.map(Math.abs))).toBeLessThanOrEqual(Math.fround(1 / Math.sqrt(200)));
  });

  it("makes the identity of matrices and of convolutions", () => {
    expect([...drawInitial({ kind: "identity" }, [2, 2], new Random(1, ""))]).toEqual([1, 0, 0, 1]);
    const dirac = drawInitial({ kind: "identity" }, [3, 3, 2, 2], new Random(1, ""));
    expect([...dirac].flatMap((value, at) => (value === 1 ? [at] : []))).toEqual([16, 19]);
    expect(dirac.reduce((sum, value) => sum + Math.abs(value), 0)).toBe(2);
    const draw = (): Float32Array => drawInitial({ kind: "identity" }, [2, 3], new Random(1, ""));
    expect(draw).toThrow("a kernel of shape 2 × 3 cannot return its input");
  });

  it.each([[[6, 6]], [[4, 9]], [[9, 4]]])("makes %o orthonormal along its shorter side, times the gain", (shape) => {
    const [rows = 0, columns = 0] = shape;
    const values = drawInitial({ kind: "orthogonal", gain: 2 }, shape, new Random(1, "test"));
    const short = Math.min(rows, columns);
    const at = (vector: number, k: number): number =>
      values[rows <= columns ? vector * columns + k : k * columns + vector] ?? NaN;
    for (let a = 0; a < short; a++) {
      for (let b = 0; b < short; b++) {
        let product = 0;
        for (let k = 0; k < Math.max(rows, columns); k++) product += at(a, k) * at(b, k);
        expect(product).toBeCloseTo(a === b ? 4 : 0, 5);
      }
    }
    const conv = (): Float32Array => drawInitial({ kind: "orthogonal", gain: 1 }, [3, 3, 2, 2], new Random(1, ""));
    expect(conv).toThrow("expected the kernel of a dense layer");
  });
});

describe("the looks-linear start", () => {
  const net = plainMlp({ depth: 12, width: 8, inputShape: [3], batchNorm: false, initializer: "looks-linear" });

  it("makes every hidden layer put out opposite pairs, and the stack a rotation of its first features", () => {
    const parameters = initialParameters(net, { seed: 3 });
    const kernelOf = (layer: number): Float32Array => parameters[`dense${layer}/kernel`]?.values ?? new Float32Array();
    let h = [0.3, -0.8, 0.5];
    for (let layer = 1; layer < 12; layer++) {
      const z = Array.from({ length: 8 }, (_, unit) =>
        h.reduce((sum, value, from) => sum + value * (kernelOf(layer)[8 * from + unit] ?? NaN), 0),
      );
      for (let unit = 0; unit < 4; unit++) expect(z[unit]).toBeCloseTo(-(z[unit + 4] ?? NaN), 6);
      expect(Math.hypot(...z.slice(0, 4))).toBeCloseTo(Math.hypot(0.3, 0.8, 0.5), 5);
      h = z.map((value) => Math.max(0, value));
    }
  });

  it("needs an even number of features, and layers that are dense", () => {
    const draw = (shape: number[]) => () =>
      drawInitial({ kind: "looks-linear", paired: true }, shape, new Random(1, ""));
    expect(draw([4, 5])).toThrow("features in pairs, got 4 × 5. Use an even width.");
    expect(draw([3, 3, 4, 4])).toThrow("features in pairs");
  });
});

describe("initialParameters", () => {
  const net = residualNet({ depth: 8, width: 8, shortcut: "B" });

  it("has every parameter of the net, in graph order and in its shape", () => {
    const parameters: Parameters = initialParameters(net, { seed: 1 });
    expect(Object.keys(parameters)).toEqual(listParameters(net).map(({ name }) => name));
    for (const { name, shape } of listParameters(net)) {
      expect(parameters[name]?.shape).toEqual(shape);
      expect(parameters[name]?.values.length).toBe(shape.reduce((product, size) => product * size, 1));
    }
  });

  it("starts batch normalisation at γ = 1, β = 0, mean 0, variance 1, and biases at 0", () => {
    const parameters = initialParameters(net, { seed: 1 });
    const first = (name: string): number | undefined => parameters[name]?.values[0];
    expect(["gamma", "beta", "mean", "variance"].map((role) => first(`bn3/${role}`))).toEqual([1, 0, 0, 1]);
    expect(first("dense1/bias")).toBe(0);
  });

  it("repeats for a seed and changes with it", () => {
    expect(initialParameters(net, { seed: 5 })).toEqual(initialParameters(net, { seed: 5 }));
    expect(initialParameters(net, { seed: 5 })["conv1/kernel"]).not.toEqual(
      initialParameters(net, { seed: 6 })["conv1/kernel"],
    );
  });

  it("draws every kernel independently of the others", () => {
    const parameters = initialParameters(plainNet({ depth: 20 }), { seed: 1 });
    const a = parameters["conv2/kernel"]?.values ?? new Float32Array();
    const b = parameters["conv3/kernel"]?.values ?? new Float32Array();
    expect(a.length).toBe(b.length);
    const correlation =
      a.reduce((sum, value, at) => sum + value * (b[at] ?? NaN), 0) / (a.length * deviation(a) * deviation(b));
    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(a.length));
  });

  it("gives a plain net and its residual twin the same weights", () => {
    expect(initialParameters(residualNet({ depth: 14 }), { seed: 3 })).toEqual(
      initialParameters(plainNet({ depth: 14 }), { seed: 3 }),
    );
  });
});
