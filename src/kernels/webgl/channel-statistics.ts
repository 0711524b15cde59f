import { drawOutputs, type Draw } from "./draw.ts";
import { float, pixelAddress, visitPixels } from "./glsl.ts";
import type { TensorLayout } from "./layout.ts";
import { addPartials, partialTexture, rowRange, type RowSplit } from "./row-split.ts";

export interface ChannelStatisticsOptions {
  readonly input: TensorLayout;
  readonly split: RowSplit;
  readonly epsilon: number;
  /** Weight of the batch in the running statistics; null leaves these alone (evaluation). */
  readonly momentum: number | null;
  readonly drawBuffers: number;
}

const zeros = "vec4 sum = vec4(0.0); vec4 squares = vec4(0.0);";

/**
 * Partial sums of x − s and (x − s)² per channel, where s is the channel's first value: shifted, so that a large mean
 * does not cancel the variance away. Input: `x`. Output: `partial`. Empty if one draw does it all.
 */
export function channelSums({ input, split, drawBuffers }: ChannelStatisticsOptions): Draw[] {
  if (split.splits === 1) return [];
  const main = `  ${zeros} ${rowRange(input, split)}\n  ${sumPixels(input)}`;
  return drawOutputs(
    { samplers: ["x"], main },
    [
      { output: "partial", layer: 0, value: "sum" },
      { output: "partial", layer: 1, value: "squares" },
    ],
    partialTexture(input, split, 2),
    drawBuffers,
  );
}

/**
 * Mean and 1/√(variance + ε) of each channel, with the biased variance (Ioffe & Szegedy 2015, Alg. 1); the running
 * statistics take the unbiased one, as PyTorch does.
 * Inputs: `x`, `partial` (if split), `running` (with a momentum). Outputs: `statistics` [μ, 1/σ], `updated` [μ, σ²].
 */
export function channelStatistics(options: ChannelStatisticsOptions): Draw[] {
  const { input, split, epsilon, momentum, drawBuffers } = options;
  const count = input.batch * input.height * input.width;
  const direct = split.splits === 1;
  const sums = direct
    ? `${rowRange(input, split)}\n  ${sumPixels(input)}`
    : `${firstValue(input)}\n  ${addPartials(split, ["sum", "squares"])}`;
  const main = `  ${zeros} ${sums}
  sum /= ${float(count)};
  vec4 mean = first + sum;
  vec4 variance = max(squares / ${float(count)} - sum * sum, vec4(0.0));
  ${momentum === null ? "" : runningStep(momentum, count)}`;
  const outputs = [
    { output: "statistics", layer: 0, value: "mean" },
    { output: "statistics", layer: 1, value: `inversesqrt(variance + ${float(epsilon)})` },
  ];
  if (momentum !== null) {
    outputs.push({ output: "updated", layer: 0, value: "runningMean" });
    outputs.push({ output: "updated", layer: 1, value: "runningVariance" });
  }
  const samplers = ["x", ...(direct ? [] : ["partial"]), ...(momentum === null ? [] : ["running"])];
  return drawOutputs({ samplers, main }, outputs, { width: input.groups, height: 1 }, drawBuffers);
}

function firstValue(input: TensorLayout): string {
  return `vec4 first = texelFetch(x, ${pixelAddress(input, "0", "0", "p.x")}, 0);`;
}

function sumPixels(input: TensorLayout): string {
  const visit = (at: string): string => `vec4 v = texelFetch(x, ${at}, 0) - first; sum += v; squares += v * v;`;
  return `${firstValue(input)}\n  ${visitPixels(input, "p.x", visit)}`;
}

function runningStep(momentum: number, count: number): string {
  const unbias = count > 1 ? count / (count - 1) : 1;
  const next = (layer: number, value: string): string =>
    `mix(texelFetch(running, ivec3(p.x, 0, ${layer}), 0), ${value}, ${float(momentum)})`;
  return `vec4 runningMean = ${next(0, "mean")};
  vec4 runningVariance = ${next(1, `variance * ${float(unbias)}`)};`;
}
