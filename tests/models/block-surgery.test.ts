import { describe, expect, test } from "vitest";
import { Random } from "../../src/core/random.ts";
import { architecture } from "../../src/models/architecture.ts";
import { deletableBlocks, deleteBlock, deleteBlocks, swapBlocks } from "../../src/models/block-surgery.ts";
import { functionFitter } from "../../src/models/function-fitter.ts";
import { complement, multiply } from "../../src/models/gates.ts";
import type { Architecture } from "../../src/models/graph.ts";
import { add, scale } from "../../src/models/joins.ts";
import { batchNorm, conv, input } from "../../src/models/layers.ts";
import { relu, sigmoid } from "../../src/models/nonlinearities.ts";
import { subsamplePad } from "../../src/models/pooling.ts";
import { plainMlp, residualMlp } from "../../src/models/mlp.ts";
import type { ParameterEntry } from "../../src/models/parameter-record.ts";
import { initialParameters, listParameters } from "../../src/models/parameters.ts";
import { plainNet } from "../../src/models/plain-net.ts";
import { randomDeletions } from "../../src/models/random-deletions.ts";
import { findAdditions } from "../../src/models/residual-additions.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { stagedNet } from "../../src/models/staged-net.ts";
import type { SymbolicTensor } from "../../src/models/symbolic.ts";
import { forward } from "./reference-forward.ts";

type Values = Record<string, ParameterEntry>;

/** Parameters as after training: no γ, β, mean or variance is at its start. */
function trainedOf(net: Architecture): Values {
  const random = new Random(2, "trained");
  const entries = Object.entries(initialParameters(net, { seed: 1 })).map(([name, { shape, values }]) => {
    return [name, { shape, values: values.map((value) => value * random.uniform(0.5, 1.5) + random.uniform(0, 0.1)) }];
  });
  return Object.fromEntries(entries) as Values;
}

function exampleFor({ nodes }: Architecture): Float32Array {
  const random = new Random(3, "example");
  return Float32Array.from({ length: (nodes[0]?.shape ?? []).reduce((a, b) => a * b, 1) }, () => random.normal());
}

/** The branch adds nothing: γ and β of its last normalisation are zero. */
function withoutBranch(parameters: Values, norms: readonly string[]): Values {
  const zeros = norms.flatMap((norm) => [`${norm}/gamma`, `${norm}/beta`]);
  const silence = ({ shape, values }: ParameterEntry) => ({ shape, values: Array.from(values, () => 0) });
  const entries = Object.entries(parameters);
  return Object.fromEntries(entries.map(([name, entry]) => [name, zeros.includes(name) ? silence(entry) : entry]));
}

function expectSameOutput(one: readonly [Architecture, Values], other: readonly [Architecture, Values]): void {
  const example = exampleFor(one[0]);
  const [a, b] = [forward(...one, example), forward(...other, example)];
  a.forEach((value, at) => expect(value).toBeCloseTo(b[at] ?? NaN, 9));
}

/** Full pre-activation: x + conv(ReLU(BN(…))); across a change of shape both ways start behind the first ReLU. */
function preActivation(x: SymbolicTensor, { filters, stride }: { filters: number; stride: number }): SymbolicTensor {
  const before = relu(batchNorm(x));
  const residual = conv(relu(batchNorm(conv(before, { filters, stride }))), { filters });
  return add(residual, stride === 1 ? x : conv(before, { filters, stride, kernelSize: 1 }));
}

/** Exclusive gating: g·F(x) + (1 − g)·x. He et al. 2016, Fig. 2c. */
function gated(x: SymbolicTensor, { filters, stride }: { filters: number; stride: number }): SymbolicTensor {
  const residual = batchNorm(conv(x, { filters, stride }));
  const gate = sigmoid(conv(x, { filters, stride, kernelSize: 1 }));
  const shortcut = stride === 1 ? x : subsamplePad(x, { stride, channels: filters });
  return relu(add(multiply(residual, gate), multiply(shortcut, complement(gate))));
}

const small = { width: 2, inputShape: [8, 8, 3] };

describe("residual additions", () => {
  test("are found with their shortcut, whatever it is made of", () => {
    const names = (net: Architecture) =>
      findAdditions(net).map(({ from, entry, shortcut }) =>
        [from, entry, shortcut].map((at) => net.nodes[at]?.name).join(" "),
      );
    expect(names(residualNet({ depth: 8, ...small }))).toEqual([
      "relu1 add1 relu1",
      "relu3 subsample1 subsample1",
      "relu5 subsample2 subsample2",
    ]);
    expect(names(residualNet({ depth: 8, ...small, shortcut: "B" }))[1]).toBe("relu3 conv6 bn6");
    expect(names(stagedNet({ depth: 8, ...small, block: preActivation }))[1]).toBe("relu4 conv6 conv6");
    expect(names(stagedNet({ depth: 5, layersPerBlock: 1, ...small, block: gated }))).toEqual([
      "relu1 multiply2 multiply2",
      "relu2 subsample1 multiply4",
      "relu3 subsample2 multiply6",
    ]);
  });

  test("a sum of equally deep paths is none", () => {
    const x = input([4, 4, 2]);
    const paths = [1, 2, 3].map(() => conv(x, { filters: 2 }));
    expect(findAdditions(architecture(add(...paths)))).toEqual([]);
    expect(findAdditions(architecture(add(...paths, scale(x, 0.5))))).toMatchObject([{ branches: [1, 2, 3] }]);
  });
});

describe("deleting a block", () => {
  test("of a residual net is the same as silencing its branch, across a change of shape too", () => {
    for (const shortcut of ["A", "B"] as const) {
      const net = residualNet({ depth: 14, ...small, shortcut });
      const trained = trainedOf(net);
      const norms = findAdditions(net).map(({ branches }) => net.nodes[branches[0] ?? 0]?.name ?? "");
      deletableBlocks(net).forEach((block, at) => {
        expectSameOutput([deleteBlock(net, block), trained], [net, withoutBranch(trained, [norms[at] ?? ""])]);
      });
      const several = deletableBlocks(net).slice(1, 4);
      expectSameOutput([deleteBlocks(net, several), trained], [net, withoutBranch(trained, norms.slice(1, 4))]);
    }
  });

  test("works where blocks end in the sum itself, and for dense blocks", () => {
    const net = stagedNet({ depth: 14, ...small, block: preActivation, name: "pre" });
    const shorter = deleteBlock(net, { stage: 1, index: 2 });
    expect(shorter).toMatchObject({ name: "pre without 1.2", depth: 12 });
    expect(shorter.nodes.some(({ block }) => block?.stage === 1 && block.index === 2)).toBe(false);
    const mlp = residualMlp({ depth: 8, width: 4 });
    const trained = trainedOf(mlp);
    expectSameOutput([deleteBlock(mlp, { stage: 1, index: 3 }), trained], [mlp, withoutBranch(trained, ["bn7"])]);
  });

  test("of a gated net leaves the gated shortcut", () => {
    const net = stagedNet({ depth: 5, layersPerBlock: 1, ...small, block: gated });
    const trained = trainedOf(net);
    expectSameOutput([deleteBlock(net, { stage: 2, index: 1 }), trained], [net, withoutBranch(trained, ["bn3"])]);
  });

  test("of a plain net leaves its layers out, and the rest keeps its parameters", () => {
    const net = plainMlp({ depth: 6, width: 4 });
    const shorter = deleteBlock(net, { stage: 1, index: 1 });
    expect(shorter.depth).toBe(4);
    const kept = listParameters(shorter).map(({ name }) => name);
    expect(kept).toEqual(
      listParameters(net)
        .map(({ name }) => name)
        .filter((name) => !/^(dense|bn)[23]\//.test(name)),
    );
    expect(shorter.nodes.find(({ name }) => name === "dense4")?.inputs).toEqual([3]);
  });

  test("of the last one works where it is the net's output", () => {
    const net = functionFitter({ inputShape: [3], hidden: 4, blocks: 2 });
    expect(deleteBlock(net, { stage: 1, index: 2 }).nodes.at(-1)?.name).toBe("dense2");
  });

  test("is refused where the net would not fit together, or where there is no such block", () => {
    const net = plainNet({ depth: 14, ...small });
    expect(deletableBlocks(net)).toEqual([
      { stage: 1, index: 1 },
      { stage: 1, index: 2 },
      { stage: 2, index: 2 },
      { stage: 3, index: 2 },
    ]);
    expect(() => deleteBlock(net, { stage: 2, index: 1 })).toThrow(
      "deleteBlock: block 2.1 of plain-14 turns 8 × 8 × 2 into 4 × 4 × 4 and has no shortcut",
    );
    expect(() => deleteBlock(net, { stage: 4, index: 1 })).toThrow(
      "deleteBlock: plain-14 has no block 4.1. Its blocks are 1.1, 1.2, 2.1, 2.2, 3.1, 3.2.",
    );
    expect(() => deleteBlock(net, "1.2" as never)).toThrow('deleteBlock: block must be a block, got "1.2".');
  });
});

describe("swapping two blocks", () => {
  const block = (index: number) => ({ stage: 1, index });

  test("is the same as exchanging their parameters, neighbours or not", () => {
    const net = residualMlp({ depth: 10, width: 4 });
    const trained = trainedOf(net);
    for (const [a, b] of [
      [1, 2],
      [4, 2],
    ] as const) {
      const layer = (index: number, name: string) =>
        name.replace(/\d+/, (digits) => String(Number(digits) + 2 * index));
      const exchanged: Values = { ...trained };
      for (const name of Object.keys(trained).filter((each) => /^(dense|bn)[01]?[23]?\//.test(layer(-a, each)))) {
        if (!/^(dense|bn)[01]\//.test(layer(-a, name))) continue;
        exchanged[name] = trained[layer(b - a, name)] as ParameterEntry;
        exchanged[layer(b - a, name)] = trained[name] as ParameterEntry;
      }
      expect(exchanged).not.toEqual(trained);
      expectSameOutput([swapBlocks(net, block(a), block(b)), trained], [net, exchanged]);
    }
  });

  test("keeps every parameter and labels the places, not the blocks", () => {
    const net = stagedNet({ depth: 20, ...small, block: preActivation });
    const swapped = swapBlocks(net, block(2), block(3));
    const names = (of: Architecture) =>
      listParameters(of)
        .map(({ name }) => name)
        .sort();
    expect(names(swapped)).toEqual(names(net));
    const labels = ({ nodes }: Architecture) => nodes.flatMap((node) => (node.block ? [node.block] : []));
    expect(labels(swapped)).toEqual(labels(net));
    expect(swapped.depth).toBe(net.depth);
  });

  test("is refused where they do not fit into each other's place", () => {
    const net = residualNet({ depth: 14, ...small });
    expect(() => swapBlocks(net, block(1), { stage: 2, index: 1 })).toThrow(
      "swapBlocks: the blocks 1.1 (8 × 8 × 2 to 8 × 8 × 2) and 2.1 (8 × 8 × 2 to 4 × 4 × 4) of residual-14 do not fit",
    );
  });
});

test("random sets of blocks are distinct blocks that can go, and the same for the same seed", () => {
  const net = plainNet({ depth: 20, ...small });
  const sets = randomDeletions(net, { count: 3, draws: 5, seed: 7 });
  expect(sets).toEqual(randomDeletions(net, { count: 3, draws: 5, seed: 7 }));
  for (const set of sets) {
    expect(new Set(set.map(({ stage, index }) => `${stage}.${index}`)).size).toBe(3);
    expect(() => deleteBlocks(net, set)).not.toThrow();
  }
  expect(() => randomDeletions(net, { count: 8 })).toThrow(
    "count must not exceed the 7 blocks of plain-20 that can go",
  );
});
