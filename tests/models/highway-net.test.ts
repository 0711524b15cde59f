import { describe, expect, it } from "vitest";
import { highwayMlp, highwayNet } from "../../src/models/highway-net.ts";
import { initialParameters } from "../../src/models/parameters.ts";
import { countParameters } from "../../src/models/summary.ts";
import { forward } from "./reference-forward.ts";

describe("highway networks", () => {
  const example = [0.4, -1.3];

  it("carry their input through closed gates: any depth computes what depth 2 does", () => {
    const deep = highwayMlp({ depth: 10, gateBias: -60 });
    const shallow = highwayMlp({ depth: 2 });
    const parameters = initialParameters(deep, { seed: 1 });
    const shared = {
      ...parameters,
      "dense2/kernel": parameters["dense10/kernel"],
      "dense2/bias": parameters["dense10/bias"],
    };
    const expected = forward(shallow, shared as typeof parameters, example);
    forward(deep, parameters, example).forEach((value, at) => expect(value).toBeCloseTo(expected[at] ?? NaN, 10));
  });

  it("mix by y = H·T + x·(1 − T)", () => {
    const net = highwayMlp({ depth: 3, width: 4, gateBias: -1 });
    const parameters = initialParameters(net, { seed: 2 });
    const at = (name: string): Float32Array => parameters[name]?.values as Float32Array;
    const layer = (x: readonly number[], name: string): number[] =>
      Array.from({ length: 4 }, (_, unit) =>
        x.reduce(
          (sum, value, row) => sum + value * (at(`${name}/kernel`)[row * 4 + unit] ?? NaN),
          at(`${name}/bias`)[unit] ?? 0,
        ),
      );
    const x = layer(example, "dense1").map((value) => Math.max(0, value));
    const h = layer(x, "dense2").map((value) => Math.max(0, value));
    const t = layer(x, "gate1").map((value) => 1 / (1 + Math.exp(-value)));
    const y = x.map((value, unit) => (h[unit] ?? 0) * (t[unit] ?? 0) + value * (1 - (t[unit] ?? 0)));
    const logits = forward(net, parameters, example);
    logits.forEach((value, k) => {
      const expected = y.reduce(
        (sum, each, row) => sum + each * (at("dense3/kernel")[row * 3 + k] ?? NaN),
        at("dense3/bias")[k] ?? 0,
      );
      expect(value).toBeCloseTo(expected, 10);
    });
    expect([...at("gate1/bias")]).toEqual([-1, -1, -1, -1]);
  });

  it("have a plain layer where a stage changes the shape, and 3n + 2 layers", () => {
    const net = highwayNet({ depth: 11, width: 4 });
    const gates = net.nodes.filter(({ name }) => name.startsWith("gate"));
    // Nine layers in three stages; the first of the later two stages each have no gate.
    expect(gates.map(({ shape }) => shape.join("×"))).toEqual([
      ...["32×32×4", "32×32×4", "32×32×4", "16×16×8", "16×16×8", "8×8×16", "8×8×16"],
    ]);
    expect(net.nodes.some(({ op }) => op === "batchNorm")).toBe(false);
    expect(highwayNet({ depth: 11, batchNorm: true }).nodes.some(({ op }) => op === "batchNorm")).toBe(true);
    expect(countParameters(highwayMlp({ depth: 5, width: 8 }))).toBe(24 + 3 * 2 * 72 + 27);
  });

  it("refuse what cannot be built", () => {
    expect(() => highwayNet({ depth: 10 })).toThrow("highwayNet: depth must be 3n + 2 (5, 8, 11, …), got 10. Try 11.");
    expect(() => highwayMlp({ depth: 1 })).toThrow("highwayMlp: depth must be an integer of at least 2, got 1. Try 2.");
    expect(() => highwayMlp({ depth: 4, gateBais: -1 } as never)).toThrow("Did you mean 'gateBias'?");
  });
});
