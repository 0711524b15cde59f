import { describe, expect, it } from "vitest";
import { functionFitter } from "../../src/models/function-fitter.ts";
import { plainMlp, residualMlp } from "../../src/models/mlp.ts";
import { countMultiplyAdds, countParameters, summarize } from "../../src/models/summary.ts";

describe("plainMlp and residualMlp", () => {
  it("have 2k + 2 layers and the same parameters", () => {
    for (const depth of [2, 4, 20, 56]) {
      const [plain, residual] = [plainMlp({ depth }), residualMlp({ depth })];
      expect(plain.nodes.filter(({ op }) => op === "dense")).toHaveLength(depth);
      // first layer 2·32, depth − 2 layers 32·32, γ and β each, last layer 32·3 + 3
      const expected = 64 + (depth - 2) * 1024 + (depth - 1) * 64 + 99;
      expect(countParameters(plain)).toBe(expected);
      expect(countParameters(residual)).toBe(expected);
      expect(countMultiplyAdds(plain)).toBe(64 + (depth - 2) * 1024 + 96);
    }
  });

  it("put one identity shortcut around every two layers, before the second non-linearity", () => {
    const names = residualMlp({ depth: 4 }).nodes.map(({ name, inputs }) => `${name}<${inputs.join("+")}`);
    expect(names).toEqual([
      ...["input<", "dense1<0", "bn1<1", "relu1<2", "dense2<3", "bn2<4", "relu2<5", "dense3<6", "bn3<7"],
      ...["add1<8+3", "relu3<9", "dense4<10"],
    ]);
  });

  it("label h_0 and every block", () => {
    const labels = plainMlp({ depth: 8 }).nodes.flatMap(({ block }) => (block ? [block] : []));
    expect(labels).toEqual([
      { stage: 0, index: 0 },
      { stage: 1, index: 1 },
      { stage: 1, index: 2 },
      { stage: 1, index: 3 },
    ]);
  });

  it("take the activation by name, and with 'linear' none", () => {
    const ops = (activation: "sigmoid" | "linear"): string[] =>
      plainMlp({ depth: 4, activation, batchNorm: false }).nodes.map(({ op }) => op);
    expect(ops("sigmoid").filter((op) => op === "sigmoid")).toHaveLength(3);
    expect(ops("linear")).toEqual(["input", "dense", "dense", "dense", "dense"]);
  });

  it("exist with every activation, with and without batch normalisation, and with and without shortcuts", () => {
    for (const build of [plainMlp, residualMlp]) {
      for (const activation of ["sigmoid", "tanh", "relu"] as const) {
        for (const batchNorm of [true, false]) {
          const { nodes } = build({ depth: 6, activation, batchNorm });
          expect(nodes.filter(({ op }) => op === activation)).toHaveLength(5);
          expect(nodes.filter(({ op }) => op === "batchNorm")).toHaveLength(batchNorm ? 5 : 0);
          expect(nodes.filter(({ op }) => op === "add")).toHaveLength(build === residualMlp ? 2 : 0);
          expect(nodes.every((node) => node.op !== "dense" || node.units === 3 || node.bias === !batchNorm)).toBe(true);
        }
      }
    }
  });

  it("refuse odd depths and unknown activations", () => {
    expect(() => plainMlp({ depth: 5 })).toThrow("depth must be even and at least 2 (2, 4, 6, …), got 5. Try 6.");
    expect(() => residualMlp({ depth: 4, activation: "rleu" as never })).toThrow('got "rleu". Try "relu".');
  });
});

describe("functionFitter", () => {
  it("has the same layers with and without its shortcut", () => {
    const [plain, residual] = [functionFitter(), functionFitter({ residual: true })];
    expect(countParameters(plain)).toBe(16 * 32 + 32 + 32 * 16 + 16);
    expect(countParameters(residual)).toBe(countParameters(plain));
    expect(plain.nodes.map(({ op }) => op)).toEqual(["input", "dense", "relu", "dense"]);
    expect(residual.nodes.map(({ op }) => op)).toEqual(["input", "dense", "relu", "dense", "add"]);
    expect(residual.nodes.at(-1)?.inputs).toEqual([3, 0]);
    expect([plain.family, residual.family]).toEqual(["plain", "residual"]);
  });

  it("repeats its block", () => {
    expect(functionFitter({ inputShape: [8], blocks: 4 }).depth).toBe(8);
  });
});

describe("summarize", () => {
  it("has one row for each node, whose sums are the totals", () => {
    const net = plainMlp({ depth: 4, width: 8 });
    const rows = summarize(net);
    expect(rows.map(({ name }) => name)).toEqual(net.nodes.map(({ name }) => name));
    expect(rows[1]).toEqual({
      name: "dense1",
      op: "dense",
      shape: [8],
      parameters: 16,
      multiplyAdds: 16,
      activations: 8,
    });
    expect(rows[2]).toEqual({
      name: "bn1",
      op: "batchNorm",
      shape: [8],
      parameters: 16,
      multiplyAdds: 0,
      activations: 8,
    });
    expect(rows.at(-1)).toEqual({
      name: "dense4",
      op: "dense",
      shape: [3],
      parameters: 27,
      multiplyAdds: 24,
      activations: 3,
    });
  });
});
