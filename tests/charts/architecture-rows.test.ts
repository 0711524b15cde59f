import { expect, test } from "vitest";
import { readStages } from "../../src/charts/architecture-rows.ts";
import { architecture } from "../../src/models/architecture.ts";
import { add, dense, input, relu, scale } from "../../src/models/layers.ts";
import { plainMlp, residualMlp } from "../../src/models/mlp.ts";
import { plainNet } from "../../src/models/plain-net.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { labelBlock } from "../../src/models/symbolic.ts";

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
    [{ from: -1, to: 4, text: "subsample /2, pad", changesShape: true }],
    [{ from: -1, to: 4, text: "", changesShape: false }],
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
  expect(stage?.blocks[0]?.arcs).toEqual([{ from: -1, to: 4, text: "1×1 conv, 32, /2 · BN", changesShape: true }]);
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
  expect(readStages(net)[1]?.blocks[0]?.arcs).toEqual([{ from: -1, to: 3, text: "× 0.5", changesShape: false }]);
});
