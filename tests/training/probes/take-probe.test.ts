import { beforeAll, describe, expect, test } from "vitest";
import { shapes } from "../../../src/data/shapes.ts";
import { generate, type GeneratedSpec } from "../../../src/data/dataset.ts";
import { spiral } from "../../../src/data/spiral.ts";
import { architecture as build } from "../../../src/models/architecture.ts";
import { complement, dropout, multiply } from "../../../src/models/gates.ts";
import type { Architecture } from "../../../src/models/graph.ts";
import { add, scale } from "../../../src/models/joins.ts";
import { batchNorm, conv, dense, input } from "../../../src/models/layers.ts";
import { relu, sigmoid, tanh } from "../../../src/models/nonlinearities.ts";
import { globalAveragePool } from "../../../src/models/pooling.ts";
import { plainMlp, residualMlp } from "../../../src/models/mlp.ts";
import { initialParameters } from "../../../src/models/parameters.ts";
import { residualNet } from "../../../src/models/residual-net.ts";
import { labelBlock, type SymbolicTensor } from "../../../src/models/symbolic.ts";
import { gatherBatch } from "../../../src/training/step/batch.ts";
import type { Batch, Session } from "../../../src/training/contract/session.ts";
import type { Engine } from "../../../src/training/engines/engine.ts";
import type { ParameterValues } from "../../../src/training/contract/parameters.ts";
import { takeLooks } from "../../../src/training/probes/look.ts";
import { probeKinds } from "../../../src/training/contract/measurements.ts";
import { takeProbe } from "../../../src/training/probes/take-probe.ts";
import { openSession } from "../../../src/training/step/graph-session.ts";
import { openTestEngine } from "../open-test-engine.ts";
import { branchNets, netWith } from "./branch-nets.ts";
import measured from "./measured-branches.json" with { type: "json" };

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const seed = 5;

function firstBatch(spec: GeneratedSpec, count: number): Batch {
  const data = generate(spec);
  return gatherBatch(
    data.training,
    data.shape,
    Int32Array.from({ length: count }, (_, at) => at),
  );
}

const images = firstBatch(shapes({ training: 16, test: 8 }), 8);
const points = firstBatch(spiral({ points: 60 }), 30);

async function withSession<T>(net: Architecture, use: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(engine, {
    architecture: net,
    initial: initialParameters(net, { seed }),
    loss: "cross-entropy",
    optimizer: { kind: "sgd", learningRate: 0.1, warmUp: null, momentum: 0.9, weightDecay: 1e-4, decay: [] },
    seed,
    steps: 10,
  });
  try {
    return await use(session);
  } finally {
    session.dispose();
  }
}

const onBatch = { mode: "batch-statistics", values: [] } as const;

const small = { width: 4, inputShape: [16, 16, 3], stemStride: 2 };

/** Shortcuts of He et al. 2016, Fig. 2. */
const shortcuts: Record<string, (x: SymbolicTensor, branch: SymbolicTensor) => SymbolicTensor> = {
  scaled: (x, branch) => add(branch, scale(x, 0.5)),
  dropped: (x, branch) => add(branch, dropout(x, { rate: 0.5, rescale: "at-test" })),
  "scaled up and dropped": (x, branch) => add(branch, scale(dropout(x, { rate: 0.25 }), 2)),
};

/** Two ways, each of which begins with a scale of 1. */
function forked(x: SymbolicTensor, projected: boolean): { branch: SymbolicTensor; shortcut: SymbolicTensor } {
  const [toBranch, toShortcut] = [scale(x, 1), scale(x, 1)];
  const branch = dense(tanh(dense(toBranch, { units: 6 })), { units: 6 });
  return { branch, shortcut: projected ? dense(toShortcut, { units: 6 }) : toShortcut };
}

describe("a probe", () => {
  test("measures everything that is asked for, and nothing else", async () => {
    const net = residualNet({ depth: 8, ...small });
    const { none, all } = await withSession(net, async (session) => ({
      none: await takeProbe(session, net, images, { kinds: [], step: 0 }),
      all: await takeProbe(session, net, images, { kinds: probeKinds, step: 0 }),
    }));
    expect(none).toEqual({ step: 0, gradientNorms: [] });
    expect(all.gradientNorms).toHaveLength(4);
    expect(Object.keys(all).sort()).toEqual(
      ["step", "gradientNorms", "parameterGradients", "activations", "clipped", "weights", "updates"]
        .concat("branches", "blockChanges")
        .sort(),
    );
    expect(JSON.parse(JSON.stringify(all))).toEqual(all);
    expect(JSON.stringify(all).length).toBeLessThan(6000);
  });

  test("changes nothing", async () => {
    const net = residualMlp({ depth: 6 });
    const losses = async (probed: boolean) =>
      withSession(net, async (session) => {
        const scores = [];
        for (let step = 0; step < 4; step++) {
          if (probed) await takeProbe(session, net, points, { kinds: probeKinds, step });
          scores.push((await session.step(points)).loss);
        }
        return scores;
      });
    expect(await losses(true)).toEqual(await losses(false));
  });

  test("is the same when it needs several passes", async () => {
    const net = plainMlp({ depth: 4 });
    await withSession(net, async (session) => {
      const seen: string[] = [];
      const look = (name: string) => ({
        values: [name],
        gradients: [name],
        read: ({ values, gradients }: Awaited<ReturnType<Session["observe"]>>) =>
          seen.push(`${name} ${values[name]?.values.length} ${gradients[name]?.values.length}`),
      });
      await takeLooks(session, net, points, ["relu1", "relu2", "relu3"].map(look), 2000);
      expect(seen).toEqual(["relu1 960 960", "relu2 960 960", "relu3 960 960"]);
    });
  });
});

describe("activation statistics", () => {
  test("are those of the outputs, computed by hand", async () => {
    const x = input([2]);
    const hidden = labelBlock(relu(dense(x, { units: 2, initializer: "identity" })), { stage: 0, index: 0 });
    const net = build(dense(hidden, { units: 2 }));
    const batch = { count: 2, inputs: Float32Array.of(3, -1, -5, 1), labels: Int32Array.of(0, 1), targets: null };
    const { activations, clipped } = await withSession(net, (session) =>
      takeProbe(session, net, batch, { kinds: ["activations", "clipped"], step: 0 }),
    );
    expect(activations?.layers).toEqual(["relu1"]);
    expect(activations?.mean[0]).toBeCloseTo(1, 6);
    expect(activations?.deviation[0]).toBeCloseTo(Math.sqrt((4 + 1 + 1 + 0) / 4), 6);
    expect(activations?.zeros).toEqual([0.5]);
    expect(activations?.inputMean[0]).toBeCloseTo(-0.5, 6);
    expect(activations?.inputDeviation[0]).toBeCloseTo(Math.sqrt((3.5 ** 2 + 0.25 + 4.5 ** 2 + 1.5 ** 2) / 4), 6);
    expect(clipped).toEqual({ layers: ["relu1"], share: [0.5] });
  });

  test("cover block outputs that are no activations; saturation is counted for sigmoid and tanh", async () => {
    const x = input([2]);
    const wide = dense(x, { units: 2, initializer: "identity" });
    const net = build(dense(labelBlock(add(tanh(wide), sigmoid(wide)), { stage: 0, index: 0 }), { units: 2 }));
    const batch = { count: 2, inputs: Float32Array.of(3, -1, 0, 2), labels: Int32Array.of(0, 1), targets: null };
    const { activations, clipped } = await withSession(net, (session) =>
      takeProbe(session, net, batch, { kinds: ["activations", "clipped"], step: 0 }),
    );
    expect(activations?.layers).toEqual(["tanh1", "sigmoid1", "add1"]);
    expect(activations?.inputMean[2]).toBeNull();
    // tanh 3 = 0.995, tanh 2 = 0.964; sigmoid(3) = 0.953, of which 2h − 1 is 0.905
    expect(clipped).toEqual({ layers: ["tanh1", "sigmoid1"], share: [0.5, 0] });
  });
});

describe("norms", () => {
  test("of weights, gradients and updates are those of one step of SGD", async () => {
    const net = residualMlp({ depth: 4, width: 8 });
    await withSession(net, async (session) => {
      await session.step(points);
      const before = await session.parameters();
      const gradients = await session.gradients(points);
      const probe = await takeProbe(session, net, points, {
        kinds: ["parameter-gradients", "weights", "updates"],
        step: 1,
      });
      await session.step(points);
      const after = await session.parameters();
      const { weights, updates, parameterGradients } = probe;
      expect(updates?.parameters).toEqual(weights?.parameters);
      expect(updates?.parameters.some((name) => name.endsWith("/mean"))).toBe(false);
      updates?.parameters.forEach((name, at) => {
        const [w, v, g] = [before, after, gradients].map((each) => Array.from((each[name] as ParameterValues).values));
        const size = Math.hypot(...(w ?? []));
        const change = Math.hypot(...(w ?? []).map((value, place) => (v?.[place] ?? NaN) - value));
        expect(weights?.norm[at]).toBeCloseTo(size, 6);
        expect(updates.norm[at]).toBeCloseTo(change, 6);
        expect(parameterGradients?.norm[at]).toBeCloseTo(Math.hypot(...(g ?? [])), 6);
        if (size > 0) expect(updates.relative[at]).toBeCloseTo(change / size, 5);
        else expect(updates.relative[at]).toBeNull();
      });
    });
  });

  test("of block changes are ‖y − x‖ / ‖x‖, and null across a change of shape", async () => {
    const net = residualNet({ depth: 8, ...small });
    const { changes, names } = await withSession(net, async (session) => {
      const { blockChanges } = await takeProbe(session, net, images, { kinds: ["block-changes"], step: 0 });
      const names = net.nodes.flatMap(({ name, block }) => (block === undefined ? [] : [name])).slice(0, 2);
      const { values } = await session.observe(images, { mode: "batch-statistics", values: names, gradients: [] });
      return { changes: blockChanges, names: names.map((name) => Array.from(values[name]?.values ?? [])) };
    });
    const [x = [], y = []] = names;
    expect(changes?.blocks).toEqual(["1.1", "2.1", "3.1"]);
    expect(changes?.relative[0]).toBeCloseTo(Math.hypot(...y.map((v, at) => v - (x[at] ?? 0))) / Math.hypot(...x), 5);
    expect(changes?.relative.slice(1)).toEqual([null, null]);
  });
});

describe("branch against shortcut", () => {
  test.each([false, true])("are the gradients behind forks of scale 1 (projected: %s)", async (projected) => {
    const start = labelBlock(dense(input([2]), { units: 6 }), { stage: 0, index: 0 });
    const { branch, shortcut } = forked(start, projected);
    const net = build(dense(labelBlock(add(branch, shortcut), { stage: 1, index: 1 }), { units: 3 }));
    const direct = projected ? dense(start, { units: 6 }) : start;
    const layered = dense(tanh(dense(start, { units: 6 })), { units: 6 });
    const unforked = build(dense(labelBlock(add(layered, direct), { stage: 1, index: 1 }), { units: 3 }));
    const norms = await withSession(net, async (session) => {
      const forks = ["scale1", "scale2"];
      const seen = await session.observe(points, { mode: "batch-statistics", values: [], gradients: forks });
      return forks.map((name) => Math.hypot(...(seen.gradients[name]?.values ?? [])));
    });
    const { branches } = await withSession(unforked, (session) =>
      takeProbe(session, unforked, points, { kinds: ["branches"], step: 0 }),
    );
    expect(branches?.blocks).toEqual(["1.1"]);
    expect(branches?.branchGradient[0]).toBeCloseTo(norms[0] ?? NaN, 6);
    expect(branches?.shortcutGradient[0]).toBeCloseTo(norms[1] ?? NaN, 6);
  });

  test.each(["A", "B"] as const)("add up to the block's whole gradient with shortcuts of option %s", async (option) => {
    const net = residualNet({ depth: 14, ...small, shortcut: option });
    const { branches, gradientNorms } = await withSession(net, (session) =>
      takeProbe(session, net, images, { kinds: ["branches", "gradient-norms"], step: 0 }),
    );
    expect(branches?.blocks).toEqual(["1.1", "1.2", "2.1", "2.2", "3.1", "3.2"]);
    branches?.blocks.forEach((_, at) => {
      const [f = NaN, s = NaN, cosine = NaN] = [
        branches.branchGradient,
        branches.shortcutGradient,
        branches.cosine,
      ].map((list) => list[at] ?? NaN);
      expect(Math.sqrt(f * f + s * s + 2 * f * s * cosine)).toBeCloseTo(gradientNorms[at] ?? NaN, 5);
    });
    expect(branches?.branchDeviation.every((deviation) => deviation > 0)).toBe(true);
  });

  test.each(Object.entries(shortcuts))("are told apart exactly for the %s shortcut", async (_, sum) => {
    const net = netWith(sum);
    await withSession(net, async (session) => {
      await session.step(images);
      const request = { mode: "batch-statistics", values: [], gradients: ["scale1"] } as const;
      const { gradients } = await session.observe(images, request);
      const { branches } = await takeProbe(session, net, images, { kinds: ["branches"], step: 1 });
      expect(branches?.branchGradient[0]).toBeCloseTo(Math.hypot(...(gradients["scale1"]?.values ?? [])), 6);
      expect(branches?.shortcutGradient[0]).toBeGreaterThan(0);
    });
  });

  test("hold the gate of a gated shortcut", async () => {
    const net = netWith((x, branch) => {
      const gate = sigmoid(conv(x, { filters: 4, kernelSize: 1, bias: true }));
      return add(multiply(branch, gate), multiply(x, complement(gate)));
    });
    await withSession(net, async (session) => {
      const request = { mode: "batch-statistics", values: ["complement1"], gradients: ["add1"] } as const;
      const { values, gradients } = await session.observe(images, request);
      const gate = values["complement1"]?.values ?? [];
      const expected = Math.hypot(...Array.from(gradients["add1"]?.values ?? [], (dy, at) => dy * (gate[at] ?? NaN)));
      const { branches } = await takeProbe(session, net, images, { kinds: ["branches"], step: 0 });
      expect(branches?.shortcutGradient[0]).toBeCloseTo(expected, 6);
    });
  });

  test.each(Object.entries(branchNets))("are what they were when they were first measured: %s", async (name, net) => {
    const branches = await withSession(net, async (session) => {
      await session.step(images);
      return (await takeProbe(session, net, images, { kinds: ["branches"], step: 1 })).branches;
    });
    const { blocks, ...parts } = measured[name as keyof typeof measured];
    expect(branches?.blocks).toEqual(blocks);
    for (const [part, values] of Object.entries(parts)) {
      const found = branches?.[part as keyof typeof parts] ?? [];
      values.forEach((value, at) => expect(found[at], `${part} of ${blocks[at]}`).toBeCloseTo(value, 6));
    }
  });

  test("are told apart where the shortcut begins with a normalization", async () => {
    const net = netWith((x, branch) => add(branch, batchNorm(conv(batchNorm(x), { filters: 4, kernelSize: 1 }))));
    await withSession(net, async (session) => {
      const { gradients } = await session.observe(images, { ...onBatch, gradients: ["scale1", "relu1"] });
      const [ofBranch = [], whole = []] = ["scale1", "relu1"].map((name) => Array.from(gradients[name]?.values ?? []));
      const rest = whole.map((value, at) => value - (ofBranch[at] ?? NaN));
      const { branches } = await takeProbe(session, net, images, { kinds: ["branches"], step: 0 });
      expect(branches?.branchGradient[0]).toBeCloseTo(Math.hypot(...ofBranch), 6);
      expect(branches?.shortcutGradient[0]).toBeCloseTo(Math.hypot(...rest), 6);
      expect(branches?.shortcutGradient[0]).toBeGreaterThan(0.001);
    });
  });

  test("are null where they cannot be told apart: x is used outside of the block", async () => {
    const x = labelBlock(relu(conv(input([16, 16, 3]), { filters: 4, stride: 2 })), { stage: 0, index: 0 });
    const sum = labelBlock(add(conv(x, { filters: 4 }), x), { stage: 1, index: 1 });
    const net = build(dense(globalAveragePool(multiply(sum, sigmoid(x))), { units: 10 }));
    const { branches } = await withSession(net, (session) =>
      takeProbe(session, net, images, { kinds: ["branches"], step: 0 }),
    );
    expect(branches).toMatchObject({ branchGradient: [null], shortcutGradient: [null], cosine: [null] });
    expect(branches?.shortcutDeviation[0]).toBeGreaterThan(0);
  });
});
