import { Random } from "../../src/core/random.ts";
import { sizeOf } from "../../src/core/shape.ts";
import type { Architecture, GraphNode } from "../../src/models/graph.ts";
import type { ParameterRecord } from "../../src/models/parameter-record.ts";
import { initialParameters, listParameters } from "../../src/models/parameters.ts";
import { forward } from "../models/reference-forward.ts";

/** Examples that a program is run on. Batch statistics of very few are too ill-conditioned to compare gradients. */
export const batchSize = 6;

/** Statistics, scales and biases of every size: where they are 0 or 1, a mistake would not show. */
export function drawParameters(net: Architecture): ParameterRecord {
  const initial = initialParameters(net, { seed: 1 });
  const random = new Random(2, "parameters");
  const drawn = listParameters(net).map(({ name, role, shape }) => {
    const draw = () => (role === "variance" || role === "gamma" ? random.uniform(0.5, 1.5) : random.normal(0, 0.3));
    const values = role === "kernel" ? initial[name]?.values : Float32Array.from({ length: sizeOf(shape) }, draw);
    return [name, { shape, values: values ?? [] }] as const;
  });
  return Object.fromEntries(drawn);
}

/** [batchSize, …shape of the input], in our layout. */
export function drawInputs({ nodes }: Architecture): Float32Array {
  return drawNormal(nodes[0], "examples");
}

/** [batchSize, …shape of the output]: what a training step draws the output towards. */
export function drawTargets({ nodes }: Architecture): Float32Array {
  return drawNormal(nodes.at(-1), "targets");
}

function drawNormal(node: GraphNode | undefined, name: string): Float32Array {
  const random = new Random(3, name);
  return Float32Array.from({ length: batchSize * sizeOf(node?.shape ?? []) }, () => random.normal());
}

/** What the architecture means in evaluation, in plain loops, for the same inputs and parameters. */
export function referenceOutput(net: Architecture): number[] {
  const parameters = drawParameters(net);
  const inputs = drawInputs(net);
  const size = inputs.length / batchSize;
  const examples = Array.from({ length: batchSize }, (_, at) => inputs.subarray(at * size, (at + 1) * size));
  return examples.flatMap((example) => forward(net, parameters, example));
}

/** A layer whose output in training is drawn anew at every pass. */
export type ChanceNode = Extract<GraphNode, { op: "dropout" | "stochasticDepth" }>;

/** The layers of a net that leave something to chance: those that keep all or nothing do not. */
export function listChances({ nodes }: Architecture): ChanceNode[] {
  return nodes.filter((node): node is ChanceNode => {
    if (node.op !== "dropout" && node.op !== "stochasticDepth") return false;
    const kept = keptShare(node);
    return kept > 0 && kept < 1;
  });
}

/** The share of values (dropout) or of passes (stochastic depth) that training keeps. */
export function keptShare(node: ChanceNode): number {
  return node.op === "dropout" ? 1 - node.rate : node.survival;
}

/** What training multiplies a value with that it keeps. Evaluation multiplies all with share × factor. */
export function keptFactor(node: ChanceNode): number {
  return node.op === "dropout" && node.rescale !== "at-test" ? 1 / (1 - node.rate) : 1;
}
