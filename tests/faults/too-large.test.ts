import { describe, expect, test } from "vitest";
import { cifar10 } from "../../src/data/cifar-10.ts";
import { identityPairs } from "../../src/data/identity-pairs.ts";
import { shapes } from "../../src/data/shapes.ts";
import { spiral } from "../../src/data/spiral.ts";
import { plainMlp, residualMlp } from "../../src/models/mlp.ts";
import { initialParameters } from "../../src/models/parameters.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { decisionPlane, lossPlane } from "../../src/training/page/analysis-client.ts";
import { evaluate } from "../../src/training/page/evaluate.ts";
import { examples } from "../../src/training/page/examples.ts";
import { readTrainRequest, type Arms, type TrainOptions } from "../../src/training/page/train-request.ts";

/**
 * Kind: work that cannot fit into memory. It is refused before anything is drawn, loaded or started, with its size part
 * by part and with what would fit.
 */

const images = residualNet({ depth: 8, width: 8, inputShape: [16, 16, 3] });
const points = { data: spiral(), steps: 10 };

const refused: Record<string, [Arms, TrainOptions, RegExp]> = {
  "a wide net": [
    plainMlp({ depth: 4, width: 20_000 }),
    points,
    /about [\d.]+ GB of memory \(.*weights .* GB, .*optimizer .* GB.*\).*layers of at most about [\d,]+ instead of 20,000/,
  ],
  "a net of 60,000": [plainMlp({ depth: 4, width: 60_000 }), points, /weights \d+ GB.*layers of at most/],
  "a convolutional net whose weights are too many": [
    residualNet({ depth: 20, width: 2048, inputShape: [16, 16, 3] }),
    { data: shapes(), steps: 1, batchSize: 1 },
    /weights .* GB.*units or filters/,
  ],
  "a batch whose activations are too many": [
    residualNet({ depth: 56, width: 64, inputShape: [16, 16, 3] }),
    { data: shapes(), steps: 1, batchSize: 4096 },
    /activations \d+ GB.*Try batchSize: \d+\.$/,
  ],
  "Adam, which remembers two": [
    plainMlp({ depth: 4, width: 11_000 }),
    { ...points, optimizer: "adam" },
    /optimizer remembers of them 1.9 GB/,
  ],
  "many seeds of a middling net": [
    plainMlp({ depth: 6, width: 1000 }),
    { ...points, seeds: Array.from({ length: 200 }, (_, at) => at) },
    /Train with \d+ seeds at a time\.$/,
  ],
  "more data than fits": [
    images,
    { data: shapes({ training: 1e7 }), steps: 1 },
    /data 31 GB.*at most about [\d,]+ examples/,
  ],
  "more points than fit": [plainMlp({ depth: 4 }), { data: spiral({ points: 2e9 }), steps: 1 }, /data \d+ GB/],
  "vectors that are too long": [
    plainMlp({ depth: 4, inputShape: [1_000_000], classes: 1_000_000, width: 2 }),
    { data: identityPairs({ dimension: 1_000_000 }), steps: 1 },
    /data \d+(\.\d)? GB/,
  ],
  "more steps than a curve can hold": [
    plainMlp({ depth: 4 }),
    { ...points, steps: 1e9 },
    /curves and probes 4\d GB.*Try steps: \d+/,
  ],
  "a probe at every of many steps": [
    plainMlp({ depth: 50 }),
    {
      ...points,
      steps: 2e6,
      probeAt: Array.from({ length: 300_000 }, (_, at) => at),
      probes: ["weights", "activations"],
    },
    /curves and probes .* GB.*Probe at [\d,]+ steps at most\.$/,
  ],
};

describe("refused, with its size and with what would fit:", () => {
  test.each(Object.entries(refused))("%s", (_, [arms, options, message]) => {
    expect(() => readTrainRequest(arms, options)).toThrow(message);
    expect(() => readTrainRequest(arms, options)).toThrow(/there is room for about \d/);
  });

  test("analyses, evaluation, examples and weights on the page", async () => {
    const net = residualMlp({ depth: 4 });
    const parameters = initialParameters(net);
    const many = { data: spiral({ points: 2e9 }) };
    await expect(evaluate(net, parameters, many)).rejects.toThrow(/^evaluate: this needs about .* GB.*examples in all/);
    await expect(examples(spiral({ points: 2e9 }))).rejects.toThrow(/^examples: the data needs about .* GB/);
    const plane = { data: spiral(), resolution: 1e6 };
    await expect(decisionPlane(net, parameters, plane)).rejects.toThrow(
      /^decisionPlane: this needs.*smaller resolution/,
    );
    expect(() => lossPlane(net, parameters, plane)).toThrow(/^lossPlane: this needs.*smaller resolution/);
    expect(() => initialParameters(plainMlp({ depth: 4, width: 60_000 }))).toThrow(
      /^initialParameters: the weights of .* need \d+ GB.*room for/,
    );
  });
});

test("what would fit is not refused in its turn", () => {
  const net = residualNet({ depth: 56, width: 64, inputShape: [16, 16, 3] });
  const options = { data: shapes(), steps: 1, batchSize: 4096 };
  const message = messageOf(() => readTrainRequest(net, options));
  const batchSize = Number(/batchSize: (\d+)/.exec(message)?.[1]);
  expect(readTrainRequest(net, { ...options, batchSize }).batchSize).toBe(batchSize);
  const width = Number(
    /at most about ([\d,]+)/
      .exec(messageOf(() => readTrainRequest(plainMlp({ depth: 4, width: 20_000 }), points)))?.[1]
      ?.replace(",", ""),
  );
  expect(() => readTrainRequest(plainMlp({ depth: 4, width }), points)).not.toThrow();
});

test("what people do train is let through", () => {
  const real = { data: cifar10({ training: 50_000, test: 10_000, size: 32 }), steps: 64_000, batchSize: 128 };
  expect(() => readTrainRequest(residualNet({ depth: 20 }), real)).not.toThrow();
  expect(() => readTrainRequest(residualNet({ depth: 56 }), { ...real, evaluateEvery: 100 })).not.toThrow();
  expect(() => readTrainRequest(plainMlp({ depth: 4, width: 4096 }), points)).not.toThrow();
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it was not refused");
}
