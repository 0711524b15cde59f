import { expect, test } from "vitest";
import { shapes } from "../../../src/data/shapes.ts";
import { plainNet } from "../../../src/models/plain-net.ts";
import { residualNet } from "../../../src/models/residual-net.ts";
import { runTraining, type LoopControl } from "../../../src/training/worker/loop.ts";
import { probeKinds } from "../../../src/training/contract/measurements.ts";
import type { Training } from "../../../src/training/contract/protocol.ts";
import { readTrainRequest } from "../../../src/training/page/train-request.ts";
import { openTestEngine } from "../open-test-engine.ts";

const image = { depth: 8, width: 4, inputShape: [16, 16, 3], stemStride: 2 };
const options = { data: shapes({ training: 64, test: 32 }), steps: 12, batchSize: 16, learningRate: 0.05 };

test("a training with every probe on streams them, and learns what it learns without", async () => {
  const engine = await openTestEngine();
  const nets = [plainNet(image), residualNet(image)];
  const train = async (probed: object): Promise<Training | null> => {
    const control: LoopControl = { wish: () => "go on", report: () => undefined };
    return runTraining(readTrainRequest(nets, { ...options, ...probed }), engine, control);
  };
  const probed = await train({ probeAt: [0, 5, 12], probes: probeKinds });
  const plain = await train({});
  expect(probed?.runs.map(({ loss }) => loss)).toEqual(plain?.runs.map(({ loss }) => loss));
  for (const { probes } of probed?.runs ?? []) {
    expect(probes.map(({ step }) => step)).toEqual([0, 5, 12]);
    for (const { gradientNorms, activations, updates, weights } of probes) {
      expect(gradientNorms).toHaveLength(4);
      expect(activations?.layers).toHaveLength(7);
      expect(updates?.norm.every((norm) => norm > 0)).toBe(true);
      expect(weights?.parameters).toEqual(updates?.parameters);
    }
  }
  const [ofPlain, ofResidual] = probed?.runs ?? [];
  expect(ofPlain?.probes[0]?.branches?.blocks).toEqual([]);
  expect(ofResidual?.probes[0]?.branches?.blocks).toEqual(["1.1", "2.1", "3.1"]);
});

test("probes are refused that nobody knows, or without a step to take them at", () => {
  const net = residualNet(image);
  expect(() => readTrainRequest(net, { ...options, probeAt: [0], probes: ["gradients"] as never })).toThrow(
    'train: probes[0] must be one of "gradient-norms"',
  );
  expect(() => readTrainRequest(net, { ...options, probes: ["branches"] })).toThrow("no step to measure at");
});
