import { expect, test } from "vitest";
import { readStages } from "../../../src/charts/nets/architecture-rows.ts";
import { architecture } from "../../../src/models/architecture.ts";
import type { Architecture } from "../../../src/models/graph.ts";
import { highwayMlp } from "../../../src/models/highway-net.ts";
import { imageNetResNet } from "../../../src/models/image-net.ts";
import { add, scale } from "../../../src/models/joins.ts";
import { dense, input } from "../../../src/models/layers.ts";
import { relu } from "../../../src/models/nonlinearities.ts";
import { plainMlp, residualMlp } from "../../../src/models/mlp.ts";
import { plainNet } from "../../../src/models/plain-net.ts";
import { preActivationNet } from "../../../src/models/pre-activation-net.ts";
import { resNeXt } from "../../../src/models/res-next.ts";
import { residualNet } from "../../../src/models/residual-net.ts";
import { labelBlock } from "../../../src/models/symbolic.ts";

const shortcut = { from: -1, to: 4, role: "shortcut", badge: "", count: 1 };

test("a residual net has a stem, three stages and a head, with equal blocks counted", () => {
  const stages = readStages(residualNet({ depth: 56 }));
  expect(stages.map(({ title, blocks }) => [title, blocks.map(({ count }) => count)])).toEqual([
    ["Stem", [1]],
    ["Stage 1", [9]],
    ["Stage 2", [1, 8]],
    ["Stage 3", [1, 8]],
    ["Head", [1]],
  ]);
});

test("a shortcut runs around the two layers; across a change of shape it says how", () => {
  const [, , stage] = readStages(residualNet({ depth: 20 }));
  expect(stage?.blocks.map(({ arcs }) => arcs)).toEqual([
    [{ ...shortcut, text: "subsample /2, pad", changesShape: true }],
    [{ ...shortcut, text: "", changesShape: false }],
  ]);
  expect(stage?.blocks[0]?.rows.map(({ text }) => text)).toEqual([
    "3×3 conv, 32, /2",
    "BN · ReLU",
    "3×3 conv, 32",
    "BN",
    "+",
    "ReLU",
  ]);
});

test("a projection is the shortcut, not the trunk", () => {
  const [, , stage] = readStages(residualNet({ depth: 8, shortcut: "B" }));
  expect(stage?.blocks[0]?.arcs).toEqual([
    { ...shortcut, text: "1×1 conv, 32, /2 · BN", badge: "1×1", changesShape: true },
  ]);
});

test("plain nets have no arcs, and perceptrons one stage", () => {
  expect(readStages(plainNet({ depth: 8 })).flatMap(({ blocks }) => blocks.flatMap(({ arcs }) => arcs))).toEqual([]);
  expect(readStages(plainMlp({ depth: 56 })).map(({ title }) => title)).toEqual(["Stem", "Stage 1", "Head"]);
  expect(readStages(residualMlp({ depth: 56 }))[1]?.blocks[0]?.count).toBe(27);
});

test("a scaled shortcut of one's own is named by its factor", () => {
  const x = labelBlock(relu(dense(input([4]), { units: 4 })), { stage: 0, index: 0 });
  const y = add(dense(relu(dense(x, { units: 4 })), { units: 4 }), scale(x, 0.5));
  const net = architecture(labelBlock(y, { stage: 1, index: 1 }));
  expect(readStages(net)[1]?.blocks[0]?.arcs).toEqual([
    { ...shortcut, to: 3, text: "× 0.5", badge: "×0.5", changesShape: false },
  ]);
});

/** The one block of a stage that keeps its shape: rows, then arcs as `role badge: text`. */
function readBlock(net: Architecture): { rows: string[]; arcs: string[] } {
  const block = readStages(net)[1]?.blocks.at(-1);
  return {
    rows: block?.rows.map(({ text }) => text) ?? [],
    arcs: block?.arcs.map(({ role, badge, text, count }) => `${count} ${role} [${badge}] ${text}`) ?? [],
  };
}

test("gates stand beside the trunk and multiply what they meet", () => {
  const options = { depth: 8, width: 4 } as const;
  expect(readBlock(residualNet({ ...options, connection: "shortcut-only-gating" }))).toEqual({
    rows: ["3×3 conv, 4", "BN · ReLU", "3×3 conv, 4", "BN", "+", "ReLU"],
    arcs: ["1 shortcut [1 − g] × (1 − g)"],
  });
  expect(readBlock(residualNet({ ...options, connection: "exclusive-gating" }))).toEqual({
    rows: ["3×3 conv, 4", "BN · ReLU", "3×3 conv, 4", "BN", "×", "+", "ReLU"],
    arcs: ["1 gate [g] 1×1 conv, 4 · sigmoid", "1 shortcut [1 − g] × (1 − g)"],
  });
  expect(readBlock(highwayMlp({ depth: 4 }))).toEqual({
    rows: ["dense, 32", "ReLU", "×", "+"],
    arcs: ["1 gate [g] dense, 32 · sigmoid", "1 shortcut [1 − g] × (1 − g)"],
  });
});

test("the paths of a ResNeXt are counted, its groups named", () => {
  const options = { depth: 11, width: 4, cardinality: 4, groupWidth: 2 } as const;
  const shortcutArc = "1 shortcut [1×1] 1×1 conv, 16 · BN";
  const path = "1×1 conv, 2 · BN · ReLU · 3×3 conv, 2";
  expect(readBlock(resNeXt({ ...options, form: "split-sum" })).arcs).toEqual([
    `3 path [+ 3] ${path} · BN · ReLU · 1×1 conv, 16`,
    shortcutArc,
  ]);
  const concatenated = readBlock(resNeXt({ ...options, form: "early-concatenation" }));
  expect(concatenated.arcs).toEqual([`3 path [+ 3] ${path}`, shortcutArc]);
  expect(concatenated.rows).toContain("concatenate");
  expect(readBlock(resNeXt(options)).rows).toContain("3×3 conv, 8, 4 groups");
});

test("pre-activation blocks begin with BN and ReLU, and end with the sum", () => {
  const stages = readStages(preActivationNet({ depth: 20 }));
  expect(stages[1]?.blocks.map(({ rows, count }) => [rows.map(({ text }) => text).join(" "), count])).toEqual([
    ["3×3 conv, 16 BN · ReLU 3×3 conv, 16 +", 1],
    ["BN · ReLU 3×3 conv, 16 BN · ReLU 3×3 conv, 16 +", 2],
  ]);
  expect(stages.at(-1)?.blocks[0]?.rows.map(({ text }) => text)).toEqual(["BN · ReLU", "average pool", "dense, 10"]);
});

test("blocks that only differ in their survival are one drawing", () => {
  expect(readStages(residualNet({ depth: 20, survival: 0.5 }))[1]?.blocks.map(({ count }) => count)).toEqual([3]);
});

test("a net for large images has its pooling in the stem", () => {
  const [stem, first] = readStages(imageNetResNet({ depth: 50 }));
  expect(stem?.blocks[0]?.rows.map(({ text }) => text)).toEqual([
    ...["input 224×224×3", "7×7 conv, 64, /2", "BN · ReLU", "3×3 max pool, /2"],
  ]);
  expect(first?.blocks.map(({ count }) => count)).toEqual([1, 2]);
});
