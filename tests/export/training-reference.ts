import { exportParameters } from "../../src/export/parameter-file.ts";
import type { Architecture } from "../../src/models/graph.ts";
import type { ParameterRecord } from "../../src/models/parameter-record.ts";
import { openSession } from "../../src/training/step/graph-session.ts";
import { openTestEngine } from "../training/open-test-engine.ts";
import { batchSize, drawInputs, drawParameters, drawTargets } from "./program-cases.ts";
import type { Library } from "./find-python.ts";

/** Plain SGD, so that what a step changes is the gradient. */
export const learningRate = 0.1;

/** One training step, as the course's own engine does it. */
export interface TrainingReference {
  readonly loss: number;
  /** With batch statistics, before the step. */
  readonly output: ArrayLike<number>;
  /** All parameters and running statistics before and after it, by PyTorch's names, in its layout. */
  readonly before: NamedValues;
  readonly after: NamedValues;
}

export type NamedValues = Readonly<Record<string, ArrayLike<number>>>;

/**
 * Trains one step with mean squared error.
 * @param library whose way of keeping running variances is asked for: PyTorch and the course take the unbiased variance
 * of the batch, Keras the biased one
 */
export async function trainingReference(net: Architecture, library: Library): Promise<TrainingReference> {
  const initial = drawParameters(net);
  const optimizer = {
    ...({ kind: "sgd", learningRate, warmUp: null, decay: [] } as const),
    ...{ momentum: 0, weightDecay: 0 },
  };
  const session = await openSession(await openTestEngine("wasm"), {
    ...{ architecture: net, initial, optimizer, seed: 1, steps: 1 },
    loss: "mean-squared-error",
  });
  try {
    const batch = { count: batchSize, inputs: drawInputs(net), labels: null, targets: drawTargets(net) };
    const last = net.nodes.at(-1)?.name ?? "";
    const seen = await session.observe(batch, { mode: "batch-statistics", values: [last], gradients: [] });
    const { loss } = await session.step(batch);
    const after = await session.parameters();
    return {
      loss,
      output: seen.values[last]?.values ?? [],
      before: await readBack(net, initial),
      after: await readBack(net, library === "keras" ? withBiasedVariances(net, initial, after) : after),
    };
  } finally {
    session.dispose();
  }
}

/** Running variances as they are where a batch's variance is its mean squared deviation (n, not n − 1, below). */
function withBiasedVariances(net: Architecture, before: ParameterRecord, after: ParameterRecord): ParameterRecord {
  const changed = { ...after };
  for (const node of net.nodes) {
    if (node.op !== "batchNorm") continue;
    const name = `${node.name}/variance`;
    const { shape, values } = after[name] ?? { shape: [], values: [] };
    const old = before[name]?.values ?? [];
    const count = batchSize * node.shape.slice(0, -1).reduce((product, size) => product * size, 1);
    const biased = Float32Array.from(values, (value, at) => {
      const kept = (1 - node.momentum) * (old[at] ?? NaN);
      return kept + ((value - kept) * (count - 1)) / count;
    });
    changed[name] = { shape, values: biased };
  }
  return changed;
}

/** The tensors of the file that programs read: a safetensors header, then 32-bit floats. */
async function readBack(net: Architecture, parameters: ParameterRecord): Promise<NamedValues> {
  const bytes = await exportParameters(net, parameters).arrayBuffer();
  const length = Number(new DataView(bytes).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 8, length))) as Record<
    string,
    { readonly data_offsets?: readonly [number, number] }
  >;
  return Object.fromEntries(
    Object.entries(header).flatMap(([name, { data_offsets: offsets }]) => {
      if (offsets === undefined) return [];
      return [[name, new Float32Array(bytes.slice(8 + length + offsets[0], 8 + length + offsets[1]))] as const];
    }),
  );
}
