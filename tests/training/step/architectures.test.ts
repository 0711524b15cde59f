import { beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../../src/core/random.ts";
import { bottleneckNet } from "../../../src/models/bottleneck-net.ts";
import type { Architecture } from "../../../src/models/graph.ts";
import { multiply } from "../../../src/models/gates.ts";
import { highwayMlp, highwayNet } from "../../../src/models/highway-net.ts";
import { add } from "../../../src/models/joins.ts";
import { conv } from "../../../src/models/layers.ts";
import { relu, sigmoid } from "../../../src/models/nonlinearities.ts";
import { maxPool, subsamplePad } from "../../../src/models/pooling.ts";
import { residualMlp } from "../../../src/models/mlp.ts";
import { initialParameters } from "../../../src/models/parameters.ts";
import { placementNames } from "../../../src/models/placements.ts";
import { preActivationNet } from "../../../src/models/pre-activation-net.ts";
import { resNeXt } from "../../../src/models/res-next.ts";
import { residualNet } from "../../../src/models/residual-net.ts";
import { stagedNet } from "../../../src/models/staged-net.ts";
import type { Batch } from "../../../src/training/contract/session.ts";
import type { Engine } from "../../../src/training/engines/engine.ts";
import { openSession } from "../../../src/training/step/graph-session.ts";
import { forward } from "../../models/reference-forward.ts";
import { openTestEngine } from "../open-test-engine.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const small = { width: 4, inputShape: [8, 8, 3], classes: 3 } as const;
const connections = ["constant-scaling", "exclusive-gating", "shortcut-only-gating", "convolution", "dropout"] as const;

/** A block that no paper has: its residual is gated by a max pooling's opinion. */
const ownNet = stagedNet({
  ...{ ...small, depth: 8, name: "own block" },
  block: (x, { filters, stride }) => {
    const residual = conv(relu(conv(x, { filters, stride })), { filters });
    const gate = sigmoid(conv(maxPool(x, { stride }), { filters, kernelSize: 1, bias: true, initialBias: 1 }));
    const shortcut = stride === 1 ? x : subsamplePad(x, { stride, channels: filters });
    return relu(add(multiply(residual, gate), shortcut));
  },
});

const nets: readonly Architecture[] = [
  ...placementNames.map((placement) => residualNet({ depth: 8, ...small, placement })),
  ...connections.map((connection) => residualNet({ depth: 8, ...small, connection })),
  residualNet({ depth: 8, ...small, shortcut: "C" }),
  residualNet({ depth: 5, ...small, layersPerBlock: 1 }),
  residualNet({ depth: 8, ...small, zeroInitResidual: true, survival: 0.8, residualScale: 0.7, dropout: 0.1 }),
  bottleneckNet({ depth: 11, ...small }),
  bottleneckNet({ depth: 11, ...small, stridePlacement: "3x3", shortcut: "none" }),
  preActivationNet({ depth: 11, ...small, block: "bottleneck" }),
  resNeXt({ depth: 11, ...small, cardinality: 2, groupWidth: 2 }),
  resNeXt({ depth: 11, ...small, cardinality: 2, groupWidth: 2, form: "split-sum" }),
  resNeXt({ depth: 11, ...small, cardinality: 2, groupWidth: 2, form: "early-concatenation" }),
  highwayNet({ depth: 8, ...small }),
  highwayMlp({ depth: 6, width: 8, inputShape: [6], classes: 3 }),
  residualMlp({ depth: 6, width: 8, inputShape: [6], classes: 3, batchNorm: false, zeroInitResidual: true }),
  residualMlp({
    depth: 6,
    width: 8,
    inputShape: [6],
    classes: 3,
    activation: "tanh",
    placement: "full-pre-activation",
  }),
  residualMlp({ depth: 6, width: 8, inputShape: [6], classes: 3, connection: "convolution", finalBatchNorm: true }),
  ownNet,
];

function sampleBatch({ nodes }: Architecture, count: number): Batch {
  const random = new Random(4, "architectures");
  const size = (nodes[0]?.shape ?? []).reduce((product, each) => product * each, 1);
  return {
    count,
    inputs: Float32Array.from({ length: count * size }, () => random.normal()),
    labels: Int32Array.from({ length: count }, () => random.integer(3)),
    targets: null,
  };
}

const optimizer = {
  kind: "sgd",
  learningRate: 0.02,
  momentum: 0.9,
  weightDecay: 1e-4,
  warmUp: null,
  decay: [],
} as const;

describe("every architecture trains, and means the same to the engine as to plain loops", () => {
  test.each(nets.map((net) => [net.name, net] as const))("%s", async (_, net) => {
    const batch = sampleBatch(net, 12);
    const initial = initialParameters(net, { seed: 1 });
    const session = await openSession(engine, {
      architecture: net,
      initial,
      loss: "cross-entropy",
      optimizer,
      seed: 1,
      steps: 30,
    });
    const losses: number[] = [];
    for (let step = 0; step < 30; step++) losses.push((await session.step(batch)).loss);
    const mean = (part: readonly number[]): number => part.reduce((sum, loss) => sum + loss, 0) / part.length;
    expect(mean(losses.slice(-5))).toBeLessThan(0.9 * mean(losses.slice(0, 5)));

    const logits = net.nodes.at(-1)?.name ?? "";
    const wanted = { mode: "running-statistics", values: [logits], gradients: [] } as const;
    const { values } = await session.observe(batch, wanted);
    const parameters = await session.parameters();
    const size = batch.inputs.length / batch.count;
    const expected = forward(net, parameters, batch.inputs.slice(0, size));
    expected.forEach((value, at) => expect(values[logits]?.values[at]).toBeCloseTo(value, 3));
    session.dispose();
  });
});
