import { describe, expect, test } from "vitest";
import { plainMlp, residualMlp } from "../../../src/models/mlp.ts";
import { plainNet } from "../../../src/models/plain-net.ts";
import { preActivationNet } from "../../../src/models/pre-activation-net.ts";
import { resNeXt } from "../../../src/models/res-next.ts";
import { residualNet } from "../../../src/models/residual-net.ts";
import type { OptimizerKind } from "../../../src/kernels/webgl/optimizer-step.ts";
import { bottleneckNet } from "../../../src/models/bottleneck-net.ts";
import type { Architecture } from "../../../src/models/graph.ts";
import {
  countDraws,
  countPrograms,
  isPingPong,
  type DeviceLimits,
  type Plan,
} from "../../../src/training/compiled/commands.ts";
import { findLifetimes } from "../../../src/training/compiled/liveness.ts";
import { planEvaluation, planTraining } from "../../../src/training/compiled/plan.ts";
import { desktop, phone, planFor, plannedNets } from "./planned-nets.ts";

const image = { width: 8, inputShape: [16, 16, 3] };

/** Layers of each ping-pong buffer that a step writes, with how often. */
function countUpdates(plan: Plan): Map<string, number> {
  const writes = new Map<string, number>();
  for (const { draws, writes: bound } of plan.commands) {
    for (const { targets, left } of draws) {
      for (const { output, layer } of targets) {
        const key = `${bound[output] ?? ""}[${layer}]${left === undefined ? "" : ` from column ${left}`}`;
        writes.set(key, (writes.get(key) ?? 0) + 1);
      }
    }
  }
  return writes;
}

describe.each(plannedNets())("$name", ({ plan, limits }) => {
  test("every parameter and running statistic is updated exactly once, in all its layers", () => {
    const writes = countUpdates(plan);
    for (const buffer of [...plan.buffers.values()].filter(isPingPong)) {
      for (let layer = 0; layer < buffer.size.layers; layer++) {
        expect(writes.get(`${buffer.id}[${layer}]`), `${buffer.id}[${layer}]`).toBe(1);
      }
    }
  });

  test("every layer of every other buffer is written at most once", () => {
    for (const [key, count] of countUpdates(plan)) {
      if (!key.startsWith("probes")) expect(count, key).toBe(1);
    }
  });

  test("no draw asks for more outputs or textures than the device has", () => {
    for (const draw of plan.commands.flatMap(({ draws }) => draws)) {
      expect(draw.targets.length).toBeLessThanOrEqual(limits.drawBuffers);
      expect(draw.samplers.length).toBeLessThanOrEqual(limits.textureUnits);
    }
  });

  test("everything is computed before it is read", () => {
    const written = new Set([plan.input.id, plan.examples.id, plan.targets?.id]);
    for (const { name, draws, reads, writes } of plan.commands) {
      for (const sampler of new Set(draws.flatMap(({ samplers }) => samplers))) {
        const buffer = plan.buffers.get(reads[sampler] ?? "");
        const known = buffer !== undefined && (isPingPong(buffer) || written.has(buffer.id));
        expect(known, `${name} reads ${reads[sampler]}`).toBe(true);
      }
      for (const id of Object.values(writes)) written.add(id);
    }
  });
});

describe("draws of a step", () => {
  const draws = (net: Architecture, limits = desktop, optimizer: OptimizerKind = "sgd"): number =>
    countDraws(planFor(net, 32, limits, { optimizer }));

  test("the 20-layer net of width 8 takes at most 250, on every device and with every optimizer", () => {
    for (const shortcut of ["A", "B"] as const) {
      for (const limits of [desktop, phone]) {
        const net = residualNet({ depth: 20, ...image, shortcut });
        expect(draws(net, limits, "sgd")).toBeLessThanOrEqual(250);
        expect(draws(net, limits, "adam")).toBeLessThanOrEqual(250);
      }
    }
  });

  test("they grow with the depth, by no more than 11 a layer", () => {
    expect(draws(residualNet({ depth: 8, ...image }))).toBeLessThanOrEqual(90);
    expect(draws(residualNet({ depth: 56, ...image }))).toBeLessThanOrEqual(600);
  });

  /** The 20-layer net whose blocks may be dropped: a coin costs no draw. */
  const stochasticDepthNet = residualNet({ depth: 20, ...image, survival: 0.5 });

  test("other blocks of the same number of layers take no more than half as many again", () => {
    expect(draws(preActivationNet({ depth: 20, ...image }))).toBeLessThanOrEqual(250);
    expect(draws(bottleneckNet({ depth: 20, ...image }))).toBeLessThanOrEqual(300);
    expect(draws(resNeXt({ depth: 20, ...image, cardinality: 4, groupWidth: 4 }))).toBeLessThanOrEqual(300);
    expect(draws(stochasticDepthNet)).toBe(draws(residualNet({ depth: 20, ...image })));
  });
});

describe("observation", () => {
  const net = residualNet({ depth: 8, ...image });
  const observed = { values: ["bn3", "relu3"], gradients: ["input", "bn5"] };

  test("stores what is wanted, also what would have been computed within something else", () => {
    const plan = planFor(net, 4, desktop, { observed });
    expect([...plan.observed.values.keys()]).toEqual(observed.values);
    expect([...plan.observed.gradients.keys()].toSorted()).toEqual(observed.gradients.toSorted());
    for (const { layout } of [...plan.observed.values.values(), ...plan.observed.gradients.values()]) {
      expect(layout).toBeDefined();
    }
  });

  test("keeps what is wanted to the end of the pass", () => {
    const plan = planFor(net, 4, desktop, { observed: { values: net.nodes.map(({ name }) => name), gradients: [] } });
    const lifetimes = findLifetimes(plan);
    for (const { id } of plan.observed.values.values()) {
      expect(lifetimes.get(id)?.lastUse ?? Infinity, id).toBeGreaterThanOrEqual(plan.commands.length);
    }
  });

  test("gives every edge that splits a gradient a buffer of its own, kept to the end of the pass", () => {
    const [block] = net.nodes.flatMap(({ block, name }) => (block === undefined ? [] : [name]));
    const place = net.nodes.findIndex(({ name }) => name === block);
    const takers = net.nodes.flatMap(({ name, inputs }) => (inputs.includes(place) ? [name] : []));
    const edges = takers.map((to) => ({ from: block ?? "", to }));
    const plan = planFor(net, 4, desktop, { observed: { values: [], gradients: [], edges } });
    expect(takers).toHaveLength(2);
    expect([...plan.observed.edges.keys()]).toEqual(takers.map((to) => `${block} → ${to}`));
    expect(new Set([...plan.observed.edges.values()].map(({ id }) => id)).size).toBe(2);
    const lifetimes = findLifetimes(plan);
    for (const { id } of plan.observed.edges.values()) {
      expect(lifetimes.get(id)?.lastUse, id).toBe(plan.commands.length);
    }
  });

  test("of an edge that does not exist is refused, with those that do", () => {
    const edges = [{ from: "conv1", to: "bn2" }];
    expect(() => planFor(net, 4, desktop, { observed: { values: [], gradients: [], edges } })).toThrow(
      "'bn2' does not take the value of 'conv1'. It takes conv2",
    );
  });

  test("of a node that does not exist is refused, with the names of those that do", () => {
    expect(() => planFor(net, 4, desktop, { observed: { values: ["conv99"], gradients: [] } })).toThrow(
      /residual-8: it has no node 'conv99'. Its nodes are input, conv1, /,
    );
  });
});

test("shortcuts without parameters cost no draw, option A included", () => {
  const plain = countDraws(planFor(plainNet({ depth: 20, ...image }), 32, desktop));
  expect(countDraws(planFor(residualNet({ depth: 20, ...image }), 32, desktop))).toBe(plain);
  const plainDense = countDraws(planFor(plainMlp({ depth: 20 }), 128, desktop));
  expect(countDraws(planFor(residualMlp({ depth: 20 }), 128, desktop))).toBe(plainDense);
});

test("deeper nets reuse the programs of shallower ones", () => {
  const programs = (net: Architecture): number => countPrograms(planFor(net, 32, desktop));
  expect(programs(residualNet({ depth: 56, ...image }))).toBe(programs(residualNet({ depth: 20, ...image })));
  expect(programs(residualNet({ depth: 20, ...image }))).toBeLessThanOrEqual(70);
  expect(programs(bottleneckNet({ depth: 29, ...image }))).toBe(programs(bottleneckNet({ depth: 20, ...image })));
  const cardinal = { ...image, cardinality: 4, groupWidth: 4 };
  expect(programs(resNeXt({ depth: 29, ...cardinal }))).toBe(programs(resNeXt({ depth: 20, ...cardinal })));
});

test("blocks with more paths than a draw has textures are planned in several draws", () => {
  for (const form of ["split-sum", "early-concatenation"] as const) {
    const plan = planFor(resNeXt({ depth: 11, ...image, cardinality: 32, groupWidth: 1, form }), 4, phone);
    const samplers = plan.commands.flatMap(({ draws }) => draws.map((draw) => draw.samplers.length));
    expect(Math.max(...samplers)).toBeLessThanOrEqual(phone.textureUnits);
  }
});

test("probes see every labelled block and cost nothing in steps that do not probe", () => {
  const net = residualNet({ depth: 20, ...image });
  const plan = planFor(net, 32, desktop);
  expect(plan.probes).toHaveLength(10);
  expect(plan.probes[0]).toEqual({ stage: 0, index: 0 });
  expect(plan.commands.filter(({ phase }) => phase === "probe")).toHaveLength(10);
});

test("an evaluation only goes forward", () => {
  for (const mode of ["batch-statistics", "running-statistics"] as const) {
    const planned = planEvaluation(residualNet({ depth: 8, ...image }), { batch: 4, ...entropy(desktop), mode });
    if (!planned.supported) throw new Error(planned.reason);
    expect(new Set(planned.plan.commands.map(({ phase }) => phase))).toEqual(new Set(["forward", "loss"]));
    const written = planned.plan.commands.flatMap(({ writes, draws }) =>
      draws.flatMap(({ targets }) => targets.map(({ output }) => planned.plan.buffers.get(writes[output] ?? ""))),
    );
    expect(written.filter((buffer) => buffer !== undefined && isPingPong(buffer))).toEqual([]);
  }
});

describe("refuses with a reason", () => {
  const net = residualNet({ depth: 8, ...image });
  const refusal = (architecture: Architecture, batch: number, limits: DeviceLimits): string => {
    const planned = planTraining(architecture, { batch, ...entropy(limits) });
    return planned.supported ? "" : planned.reason;
  };

  test("an operation that it does not know", () => {
    const nodes = net.nodes.map((node) => (node.name === "relu1" ? { ...node, op: "localResponseNorm" } : node));
    expect(refusal({ ...net, nodes } as unknown as Architecture, 4, desktop)).toMatch(/'relu1' is a localResponseNorm/);
  });

  test("a batch that does not fit into a texture", () => {
    expect(refusal(net, 1000, phone)).toMatch(/a batch of 1000 at 'input' needs a texture of 4 × 16000/);
  });

  test("a kernel whose program would grow out of hand", () => {
    const nodes = net.nodes.map((node) => (node.op === "conv" ? { ...node, kernel: 11, padding: 5 } : node));
    expect(refusal({ ...net, nodes }, 4, desktop)).toMatch(/11 × 11/);
  });

  test("layers that lead nowhere, whose weights no step would touch", () => {
    const [first, ...others] = net.nodes;
    const dead = { ...net.nodes[1], name: "dead" };
    const shifted = others.map((node) => ({ ...node, inputs: node.inputs.map((at) => (at === 0 ? 0 : at + 1)) }));
    expect(refusal({ ...net, nodes: [first, dead, ...shifted] } as Architecture, 4, desktop)).toMatch(
      /depends on 'dead'/,
    );
  });

  test("cross-entropy of images", () => {
    expect(refusal({ ...net, nodes: net.nodes.slice(0, 4) }, 4, desktop)).toMatch(/vector of logits, not 16 × 16 × 8/);
  });
});

function entropy(limits: DeviceLimits) {
  return { loss: "cross-entropy", optimizer: "sgd", limits } as const;
}
