import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { architecture } from "../../src/models/architecture.ts";
import type { ResidualBlockOptions } from "../../src/models/block-options.ts";
import { basicBlock, bottleneckBlock } from "../../src/models/blocks.ts";
import { bottleneckNet } from "../../src/models/bottleneck-net.ts";
import type { Architecture } from "../../src/models/graph.ts";
import { input } from "../../src/models/layers.ts";
import { relu } from "../../src/models/nonlinearities.ts";
import { residualMlp } from "../../src/models/mlp.ts";
import { initialParameters } from "../../src/models/parameters.ts";
import { placementNames } from "../../src/models/placements.ts";
import { plainNet } from "../../src/models/plain-net.ts";
import { preActivationNet } from "../../src/models/pre-activation-net.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import type { SymbolicTensor } from "../../src/models/symbolic.ts";
import { forward } from "./reference-forward.ts";

const short: Readonly<Record<string, string>> = { batchNorm: "BN", relu: "ReLU", globalAveragePool: "pool" };

/** Operations in graph order; with batch axis and input left out. */
function ops({ nodes }: Architecture): string {
  return nodes.map(({ op }) => short[op] ?? op).join(" ");
}

function unit(
  options: Partial<ResidualBlockOptions>,
  block: (x: SymbolicTensor, options: ResidualBlockOptions) => SymbolicTensor = basicBlock,
): Architecture {
  return architecture(block(relu(input([4, 4, 2])), { filters: 2, ...options }));
}

describe("the five activation placements of He et al. 2016, Fig. 4", () => {
  it.each([
    ["original", "conv BN ReLU conv BN add ReLU"],
    ["batch-norm-after-addition", "conv BN ReLU conv add BN ReLU"],
    ["relu-before-addition", "conv BN ReLU conv BN ReLU add"],
    ["relu-only-pre-activation", "ReLU conv BN ReLU conv BN add"],
    ["full-pre-activation", "BN ReLU conv BN ReLU conv add"],
  ] as const)("%s", (placement, expected) => {
    expect(ops(unit({ placement }))).toBe(`input ReLU ${expected}`);
  });

  it("do the same around the three layers of a bottleneck", () => {
    const bottleneck = (x: SymbolicTensor, options: ResidualBlockOptions) =>
      bottleneckBlock(x, { ...options, inner: 1 });
    const sequence = (placement: (typeof placementNames)[number]) => ops(unit({ placement }, bottleneck)).slice(11);
    expect(sequence("original")).toBe("conv BN ReLU conv BN ReLU conv BN add ReLU");
    expect(sequence("full-pre-activation")).toBe("BN ReLU conv BN ReLU conv BN ReLU conv add");
    expect(sequence("batch-norm-after-addition")).toBe("conv BN ReLU conv BN ReLU conv add BN ReLU");
  });

  it("share the stem; pre-activation begins before the first split and ends behind the last sum", () => {
    const net = preActivationNet({ depth: 8, width: 2, inputShape: [8, 8, 3] });
    expect(ops(net)).toBe(
      "input conv BN ReLU conv BN ReLU conv add " +
        "BN ReLU conv BN ReLU conv subsamplePad add BN ReLU conv BN ReLU conv subsamplePad add BN ReLU pool dense",
    );
    // The first unit's shortcut starts from the stem's ReLU, not from its sum or convolution.
    expect(net.nodes[8]?.inputs).toEqual([7, 3]);
    const reluOnly = residualNet({ depth: 8, width: 2, inputShape: [8, 8, 3], placement: "relu-only-pre-activation" });
    expect(ops(reluOnly).endsWith("subsamplePad add ReLU pool dense")).toBe(true);
    const original = residualNet({ depth: 8, placement: "original" });
    expect(original).toEqual(residualNet({ depth: 8 }));
  });

  it("project from behind BN and ReLU, with no BN of the projection's own in full pre-activation", () => {
    const projected = unit({ placement: "full-pre-activation", filters: 4, stride: 2, shortcut: "B" });
    const projection = projected.nodes.find(({ name }) => name === "projection1");
    expect(projected.nodes[projection?.inputs[0] ?? -1]?.name).toBe("relu2");
    expect(projected.nodes.some(({ name }) => name === "projectionBn1")).toBe(false);
    const original = unit({ filters: 4, stride: 2, shortcut: "B" });
    expect(original.nodes.some(({ name }) => name === "projectionBn1")).toBe(true);
    const padded = unit({ placement: "full-pre-activation", filters: 4, stride: 2, shortcut: "A" });
    const pad = padded.nodes.find(({ op }) => op === "subsamplePad");
    expect(padded.nodes[pad?.inputs[0] ?? -1]?.name).toBe("relu1");
  });

  it("take the family and the name that charts need", () => {
    const named = placementNames.map((placement) => residualNet({ depth: 8, placement }));
    expect(named.map(({ name, family }) => `${name}: ${family}`)).toEqual([
      "residual-8: residual",
      "residual-8 (BN after addition): other",
      "residual-8 (ReLU before addition): other",
      "residual-8 (ReLU-only pre-activation): pre-activation",
      "residual-8 (full pre-activation): pre-activation",
    ]);
    expect(preActivationNet({ depth: 164, block: "bottleneck" }).name).toBe("pre-activation-164");
  });
});

describe("the six shortcuts of He et al. 2016, Fig. 2", () => {
  it.each([
    ["identity", "conv BN ReLU conv BN add ReLU"],
    ["constant-scaling", "conv BN ReLU conv BN scale scale add ReLU"],
    ["exclusive-gating", "conv BN ReLU conv BN conv sigmoid multiply complement multiply add ReLU"],
    ["shortcut-only-gating", "conv BN ReLU conv BN conv sigmoid complement multiply add ReLU"],
    ["convolution", "conv BN ReLU conv BN conv BN add ReLU"],
    ["dropout", "conv BN ReLU conv BN dropout add ReLU"],
  ] as const)("%s", (connection, expected) => {
    expect(ops(unit({ connection }))).toBe(`input ReLU ${expected}`);
  });

  const example = Array.from({ length: 32 }, (_, at) => Math.sin(at * at));
  const output = (options: Partial<ResidualBlockOptions>): number[] => {
    const net = unit(options);
    return forward(net, initialParameters(net, { seed: 1 }), example);
  };
  /** Largest difference between two units with the same branch. */
  const difference = (a: Partial<ResidualBlockOptions>, b: Partial<ResidualBlockOptions>): number => {
    const [first, second] = [output(a), output(b)];
    return Math.max(...first.map((value, at) => Math.abs(value - (second[at] ?? NaN))));
  };

  it("gates begin as wide open as their bias says", () => {
    expect(difference({ connection: { kind: "shortcut-only-gating", bias: -60 } }, {})).toBeLessThan(1e-12);
    const closed = { kind: "shortcut-only-gating", bias: 60 } as const;
    expect(difference({ connection: closed }, { shortcut: "none" })).toBeLessThan(1e-12);
    const carrying = { kind: "exclusive-gating", bias: -60 } as const;
    expect(difference({ connection: carrying }, { zeroInitResidual: true })).toBeLessThan(1e-12);
    expect(difference({ connection: { kind: "exclusive-gating", bias: 60 } }, { shortcut: "none" })).toBeLessThan(
      1e-12,
    );
    const gate = unit({ connection: { kind: "exclusive-gating", bias: -6 } }).nodes.find(
      ({ name }) => name === "gate1",
    );
    expect(gate).toMatchObject({ op: "conv", kernel: 1, bias: true, initialBias: -6 });
  });

  it("scaling by (0, 1) is the plain net, dropout's expectation a scale, and a projection from I the identity", () => {
    const scaling = (shortcutScale: number, branchScale: number): Partial<ResidualBlockOptions> => ({
      connection: { kind: "constant-scaling", shortcutScale, branchScale },
    });
    expect(difference(scaling(0, 1), { shortcut: "none" })).toBe(0);
    expect(difference(scaling(1, 1), {})).toBe(0);
    expect(difference({ connection: { kind: "dropout", rate: 0.3 } }, scaling(0.7, 1))).toBeLessThan(1e-12);
    const fromIdentity = { kind: "convolution", initializer: "identity" } as const;
    // Its BN divides by √(1 + ε).
    expect(difference({ connection: fromIdentity }, {})).toBeLessThan(2e-5);
    expect(difference({ connection: "convolution" }, {})).toBeGreaterThan(0.1);
  });

  it("leave the trunk with the weights that it has without them", () => {
    const plain = initialParameters(plainNet({ depth: 14, width: 4 }), { seed: 5 });
    for (const connection of ["exclusive-gating", "shortcut-only-gating", "convolution", "dropout"] as const) {
      expect(initialParameters(residualNet({ depth: 14, width: 4, connection }), { seed: 5 })).toMatchObject(plain);
    }
    const bottleneck = initialParameters(bottleneckNet({ depth: 11, width: 4, shortcut: "none" }), { seed: 5 });
    expect(initialParameters(bottleneckNet({ depth: 11, width: 4 }), { seed: 5 })).toMatchObject(bottleneck);
  });

  it("are there for dense layers too, where a 1 × 1 convolution is a dense layer", () => {
    const gated = residualMlp({ depth: 4, connection: { kind: "exclusive-gating", bias: -1 } });
    expect(gated.nodes.find(({ name }) => name === "gate1")).toMatchObject({ op: "dense", units: 32, initialBias: -1 });
    expect(residualMlp({ depth: 4, connection: "convolution" }).nodes.some(({ name }) => name === "projection1")).toBe(
      true,
    );
    expect(residualMlp({ depth: 4, placement: "full-pre-activation" }).family).toBe("pre-activation");
  });

  it("cross a change of shape with the shortcut that the option says", () => {
    const net = residualNet({ depth: 8, connection: "exclusive-gating" });
    expect(net.nodes.filter(({ op }) => op === "subsamplePad")).toHaveLength(2);
    const gates = net.nodes.filter(({ name }) => name.startsWith("gate"));
    expect(gates.map(({ shape }) => shape.join("×"))).toEqual(["32×32×16", "16×16×32", "8×8×64"]);
  });

  it("take the names and families that charts need", () => {
    const named = (connection: ResidualBlockOptions["connection"]): string => {
      const { name, family } = residualNet({ depth: 8, connection });
      return `${name}: ${family}`;
    };
    expect(named({ kind: "constant-scaling", shortcutScale: 0, branchScale: 1 })).toBe("residual-8 (0·x + 1·F): plain");
    expect(named("exclusive-gating")).toBe("residual-8 (exclusive gating, bias −6): other");
    expect(named("shortcut-only-gating")).toBe("residual-8 (shortcut-only gating, bias −6): other");
    expect(named("convolution")).toBe("residual-8 (projections): other");
    expect(named("dropout")).toBe("residual-8 (shortcut dropout 0.5): other");
  });
});

describe("what a branch can start from", () => {
  it("zeroInitResidual makes every unit its shortcut, by the last γ or else by the last kernel", () => {
    const random = new Random(1, "example");
    const example = Array.from({ length: 32 }, () => random.normal());
    const rectified = example.map((value) => Math.max(0, value));
    for (const placement of placementNames.filter((name) => name !== "relu-before-addition")) {
      for (const batchNorm of [true, false]) {
        const net = unit({ placement, batchNorm, zeroInitResidual: true });
        const output = forward(net, initialParameters(net, { seed: 1 }), example);
        output.forEach((value, at) => expect(value).toBeCloseTo(rectified[at] ?? NaN, 4));
      }
    }
    const gammas = residualNet({ depth: 8, zeroInitResidual: true }).nodes.flatMap((node) =>
      node.op === "batchNorm" ? [node.initialGamma] : [],
    );
    expect(gammas).toEqual([1, 1, 0, 1, 0, 1, 0]);
  });

  it("a branch that ends in ReLU cannot start from zero", () => {
    expect(() => residualNet({ depth: 8, placement: "relu-before-addition", zeroInitResidual: true })).toThrow(
      "could never leave the zero it starts from",
    );
  });

  it("survival falls linearly to that of the last block, Huang et al. 2016 Eq. 4", () => {
    const survivals = residualNet({ depth: 20, survival: 0.1 }).nodes.flatMap((node) =>
      node.op === "stochasticDepth" ? [node.survival] : [],
    );
    expect(survivals).toHaveLength(9);
    survivals.forEach((survival, at) => expect(survival).toBeCloseTo(1 - ((at + 1) / 9) * 0.9, 12));
  });

  it("scale, dropout and a final batch normalisation stand where the papers have them", () => {
    const net = residualMlp({ depth: 4, residualScale: 0.5, dropout: 0.2, finalBatchNorm: true });
    expect(ops(net)).toBe("input dense BN ReLU dense BN ReLU dropout dense BN scale add ReLU BN dense");
    expect(net.name).toBe("residual-4 (branch × 0.5, branch dropout 0.2, final BN)");
  });

  it("one layer under a shortcut is a net of 3n + 2 layers, as in He et al. 2016, Table 3", () => {
    const net = residualNet({ depth: 110, layersPerBlock: 1, width: 2 });
    expect(net.nodes.filter(({ op }) => op === "add")).toHaveLength(108);
    expect(() => residualNet({ depth: 20, layersPerBlock: 3 as never })).toThrow(
      "layersPerBlock must be 1 or 2, got 3",
    );
    expect(() => residualNet({ depth: 9, layersPerBlock: 1 })).toThrow("depth must be 3n + 2 (5, 8, 11, …), got 9");
  });

  it("options that cannot be used are refused", () => {
    expect(() => residualNet({ depth: 8, connection: "gating" as never })).toThrow(
      'residualNet: connection must be one of "identity", "constant-scaling"',
    );
    expect(() => residualNet({ depth: 8, connection: { kind: "dropout", bias: 1 } as never })).toThrow(
      "residualNet, connection: unknown option 'bias'",
    );
    expect(() => residualNet({ depth: 8, placement: "pre-activation" as never })).toThrow("placement must be one of");
    expect(() => residualNet({ depth: 8, survival: 1.5 })).toThrow("survival must be a number from 0 to 1, got 1.5");
    expect(() => bottleneckNet({ depth: 20.5 })).toThrow("depth must be 9n + 2 (11, 20, 29, …)");
  });
});
