import type { Architecture, GraphNode } from "../../models/graph.ts";
import { valuesOf, type Look } from "./look.ts";
import type { ActivationStatistics, BlockChanges, ClippedShares } from "../contract/measurements.ts";
import { distance, moments, norm, shareOf } from "../../core/statistics.ts";
import { formatBlock, listBlocks } from "../../models/find-blocks.ts";

/** A measurement that is complete when all its looks have been taken. */
export interface Measuring<T> {
  readonly looks: readonly Look[];
  readonly result: T;
}

type ActivationName = "relu" | "sigmoid" | "tanh";

function isActivation({ op }: GraphNode): boolean {
  return op === "relu" || op === "sigmoid" || op === "tanh";
}

/** Mean, deviation and zeros at every activation's output, at what goes into it, and at other blocks' outputs. */
export function measureActivations({ nodes }: Architecture): Measuring<ActivationStatistics> {
  const chosen = nodes.filter((node) => isActivation(node) || (node.block !== undefined && node.op !== "input"));
  const result = {
    layers: chosen.map(({ name }) => name),
    ...{ mean: [] as number[], deviation: [] as number[], zeros: [] as number[] },
    ...{ inputMean: [] as (number | null)[], inputDeviation: [] as (number | null)[] },
  };
  const looks = chosen.map((node): Look => {
    const before = isActivation(node) ? nodes[node.inputs[0] ?? 0]?.name : undefined;
    return {
      values: before === undefined ? [node.name] : [node.name, before],
      gradients: [],
      read: ({ values }) => {
        const output = valuesOf(values, node.name);
        const { mean, deviation } = moments(output);
        const into = before === undefined ? null : moments(valuesOf(values, before));
        result.mean.push(mean);
        result.deviation.push(deviation);
        result.zeros.push(shareOf(output, (value) => value === 0));
        result.inputMean.push(into?.mean ?? null);
        result.inputDeviation.push(into?.deviation ?? null);
      },
    };
  });
  return { looks, result };
}

/** Where an activation is flat, by its output. The slopes are h(1 − h) of at most ¼, and 1 − h² of at most 1. */
const isFlat: Readonly<Record<ActivationName, (output: number) => boolean>> = {
  relu: (h) => h === 0,
  sigmoid: (h) => Math.abs(2 * h - 1) > 0.95,
  tanh: (h) => Math.abs(h) > 0.95,
};

/** Share of each activation's values at which it is flat. */
export function measureClipped({ nodes }: Architecture): Measuring<ClippedShares> {
  const chosen = nodes.filter(isActivation);
  const share: number[] = [];
  const looks = chosen.map(({ name, op }): Look => {
    const holds = isFlat[op as ActivationName];
    return { values: [name], gradients: [], read: ({ values }) => share.push(shareOf(valuesOf(values, name), holds)) };
  });
  return { looks, result: { layers: chosen.map(({ name }) => name), share } };
}

/** How far each block moves its input. */
export function measureBlockChanges(architecture: Architecture): Measuring<BlockChanges> {
  const blocks = listBlocks(architecture);
  const relative: (number | null)[] = [];
  const looks = blocks.map(({ input, output }): Look => {
    const names = [input, output].map((at) => architecture.nodes[at]?.name ?? "") as [string, string];
    return {
      values: names,
      gradients: [],
      read: ({ values }) => {
        const [x, y] = [valuesOf(values, names[0]), valuesOf(values, names[1])];
        relative.push(x.length === y.length ? finiteRatio(distance(y, x), norm(x)) : null);
      },
    };
  });
  return { looks, result: { blocks: blocks.map(({ label }) => formatBlock(label)), relative } };
}

/** Null instead of what is no number, so that a recording can hold it. */
export function finiteRatio(part: number, whole: number): number | null {
  return Number.isFinite(part / whole) ? part / whole : null;
}
