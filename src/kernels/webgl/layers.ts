import { fragmentShader, range, type Draw } from "./draw.ts";
import { groupAt, keepChannels } from "./glsl.ts";
import { textureOf, type TensorLayout } from "./layout.ts";

/** A value of each texel of a tensor, as GLSL: the building block of element-wise kernels. */
export interface TexelExpression {
  readonly samplers: readonly string[];
  readonly functions?: string;
  /** Statements that fetch what depends on the channel group only; `slot` makes their names unique. */
  readonly constants?: (group: string, slot: number) => string;
  /** The value at texel `p` of layer `layer`, whose channel group is `group` and whose constants have `slot`. */
  readonly value: (place: { layer: string; group: string; slot: number }) => string;
}

/** Draws that write every layer of `output`, several layers a draw. */
export function drawLayers(output: TensorLayout, drawBuffers: number, expression: TexelExpression): Draw[] {
  const { width, height, layers } = textureOf(output);
  const draws: Draw[] = [];
  for (let first = 0; first < layers; first += drawBuffers) {
    const count = Math.min(drawBuffers, layers - first);
    draws.push({
      source: layerShader(output, count, expression),
      samplers: expression.samplers,
      targets: range(count).map((at) => ({ output: "output", layer: first + at })),
      width,
      height,
      firstLayer: first,
    });
  }
  return draws;
}

/**
 * Draws that write every layer of `output` with a program that computes all pixels of a texel in several channel groups;
 * its output number pixel · groups + group is a pixel of the channel group `first` + group, with `first` from `locateTexel`.
 */
export function drawGroups(
  output: TensorLayout,
  drawBuffers: number,
  samplers: readonly string[],
  shader: (groups: number) => string,
): Draw[] {
  const { width, height } = textureOf(output);
  const { packing, together } = output;
  const perDraw = Math.max(1, Math.floor(drawBuffers / packing));
  const draws: Draw[] = [];
  for (let first = 0; first < together; first += perDraw) {
    const groups = Math.min(perDraw, together - first);
    const targets = range(packing * groups).map((at) => ({
      output: "output",
      layer: Math.floor(at / groups) * together + first + (at % groups),
    }));
    draws.push({ source: shader(groups), samplers, targets, width, height, firstLayer: first });
  }
  return draws;
}

/** Layers are grouped by pixel, so the channel group repeats: constants are fetched once a group, not once a layer. */
function layerShader(output: TensorLayout, count: number, expression: TexelExpression): string {
  const slots = Math.min(count, output.together);
  const constants = range(slots).map((slot) => {
    const group = `  int group${slot} = ${groupAt(output, "p.x", `(firstLayer + ${slot})`)};`;
    return `${group}\n  ${expression.constants?.(`group${slot}`, slot) ?? ""}`;
  });
  const stores = range(count).map((at) => {
    const slot = at % output.together;
    const value = expression.value({ layer: `(firstLayer + ${at})`, group: `group${slot}`, slot });
    if (output.channels % 4 === 0) return `  out${at} = ${value};`;
    return `  { vec4 v = ${value}; out${at} = ${keepChannels(output.channels, "v", `group${slot}`)}; }`;
  });
  return fragmentShader({
    samplers: expression.samplers,
    outputs: count,
    declarations: expression.functions ?? "",
    main: [...constants, ...stores].join("\n"),
  });
}
