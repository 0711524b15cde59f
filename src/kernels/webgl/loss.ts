import { drawOutputs, range, type Draw, type OutputValue } from "./draw.ts";
import { float, visitPixels } from "./glsl.ts";
import { drawLayers } from "./layers.ts";
import type { TensorLayout } from "./layout.ts";

/**
 * Every example is weighted: 1/n in a batch of n, 0 for examples that only fill it up. The input `examples` has a row an
 * example: (label, weight, –, –).
 */
export interface LossOptions {
  /** Layout of the net's output. */
  readonly output: TensorLayout;
  /** Whether the gradient is wanted besides the loss. */
  readonly gradient: boolean;
  readonly drawBuffers: number;
}

/**
 * Softmax cross-entropy of vectors. Inputs: `x` (the logits), `examples`.
 * Outputs: `losses`, a row an example: (weight · loss, weight · [first largest logit is the label's], –, –); `gradient`.
 */
export function softmaxCrossEntropy({ output, gradient, drawBuffers }: LossOptions): Draw[] {
  const groups = range(output.groups);
  const each = (statement: (group: number, lane: number, channel: number) => string): string =>
    groups
      .map((group) =>
        range(4)
          .filter((lane) => group * 4 + lane < output.channels)
          .map((lane) => statement(group, lane, group * 4 + lane))
          .join(" "),
      )
      .join("\n  ");
  const main = `  vec4 example = texelFetch(examples, ivec3(0, p.y, 0), 0);
  int label = int(example.x);
${groups.map((group) => `  vec4 z${group} = texelFetch(x, ivec3(0, p.y, ${group}), 0); vec4 e${group} = vec4(0.0); vec4 t${group} = vec4(0.0);`).join("\n")}
  float top = z0[0]; int best = 0; float own = 0.0; float total = 0.0;
  ${each((g, lane, channel) => `if (z${g}[${lane}] > top) { top = z${g}[${lane}]; best = ${channel}; }`)}
  ${each((g, lane, channel) => `e${g}[${lane}] = exp(z${g}[${lane}] - top); total += e${g}[${lane}]; if (label == ${channel}) { own = z${g}[${lane}]; t${g}[${lane}] = 1.0; }`)}
  float loss = log(total) + top - own;`;
  const losses = "vec4(loss, best == label ? 1.0 : 0.0, 0.0, 0.0) * example.y";
  const values = groups.map((group) => `(e${group} / total - t${group}) * example.y`);
  const outputs: OutputValue[] = [{ output: "losses", layer: 0, value: losses }];
  if (gradient) outputs.push(...values.map((value, layer) => ({ output: "gradient", layer, value })));
  return drawOutputs({ samplers: ["x", "examples"], main }, outputs, { width: 1, height: output.batch }, drawBuffers);
}

/**
 * Mean squared error over examples and features; the output may have any shape. Inputs: `x`, `targets` (in x's layout),
 * `examples`. Outputs: `losses` (no accuracy), `gradient`.
 */
export function meanSquaredError({ output, gradient, drawBuffers }: LossOptions): Draw[] {
  const { batch, height, width, channels } = output;
  const share = float(1 / (height * width * channels));
  const visit = (at: string): string =>
    `vec4 d = texelFetch(x, ${at}, 0) - texelFetch(targets, ${at}, 0); loss += dot(d, d);`;
  const main = `  float weight = texelFetch(examples, ivec3(0, p.y, 0), 0).y * ${share};
  float loss = 0.0;
  int y0 = p.y * ${height}; int y1 = y0 + ${height};
  for (int group = 0; group < ${output.groups}; group++) ${visitPixels(output, "group", visit)}`;
  const value = "vec4(loss * weight, 0.0, 0.0, 0.0)";
  const samplers = ["x", "targets", "examples"];
  const losses = drawOutputs(
    { samplers, main },
    [{ output: "losses", layer: 0, value }],
    { width: 1, height: batch },
    1,
  );
  const gradients = drawLayers(output, drawBuffers, {
    samplers,
    constants: (_, slot) =>
      `float weight${slot} = ${float(2)} * ${share} * texelFetch(examples, ivec3(0, p.y / ${height}, 0), 0).y;`,
    value: ({ layer, slot }) =>
      `weight${slot} * (texelFetch(x, ivec3(p, ${layer}), 0) - texelFetch(targets, ivec3(p, ${layer}), 0))`,
  });
  return gradient ? [...losses, ...gradients.map(writeGradient)] : losses;
}

function writeGradient(draw: Draw): Draw {
  return { ...draw, targets: draw.targets.map(({ layer }) => ({ output: "gradient", layer })) };
}

/** Adds up the examples' losses: one texel, (loss, accuracy, –, –). Input: `losses`. Output: `sum`. */
export function sumLosses(batch: number): Draw[] {
  const main = `  vec4 sum = vec4(0.0);
  for (int n = 0; n < ${batch}; n++) sum += texelFetch(losses, ivec3(0, n, 0), 0);`;
  return drawOutputs(
    { samplers: ["losses"], main },
    [{ output: "sum", layer: 0, value: "sum" }],
    { width: 1, height: 1 },
    1,
  );
}
