import { addendFunctions, addendSamplers, plusAddends, type Addend } from "./addends.ts";
import { fragmentShader, range, type Draw } from "./draw.ts";
import { groupAt, pixelAddress, pixelAt } from "./glsl.ts";
import { drawLayers } from "./layers.ts";
import { columnsOf, textureOf, type TensorLayout } from "./layout.ts";

export interface ConcatenateOptions {
  readonly parts: readonly TensorLayout[];
  readonly output: TensorLayout;
  readonly drawBuffers: number;
  /** Tensors that one draw can read: more parts than that take several draws. */
  readonly textureUnits: number;
}

/** A channel of the output: number `channel` of part number `part`. */
interface Source {
  readonly part: number;
  readonly channel: number;
}

/** Channels of all parts side by side. Inputs: `x0`, `x1`, … Output: `output`. */
export function concatenate(options: ConcatenateOptions): Draw[] {
  const { parts, output } = options;
  const sources = parts.flatMap(({ channels }, part) => range(channels).map((channel): Source => ({ part, channel })));
  // Which channels a texel takes is part of the program, so groups that lie beside each other need a draw each
  return range(output.groups / output.together).flatMap((stack) => {
    const firstChannel = stack * output.together * 4;
    return drawStack(options, stack, sources.slice(firstChannel, firstChannel + output.together * 4));
  });
}

/** Draws of the channel groups in one stack of columns; `sources` are its channels. */
function drawStack(
  { parts, output, drawBuffers, textureUnits }: ConcatenateOptions,
  stack: number,
  sources: readonly Source[],
): Draw[] {
  const sourcesOf = (layer: number): Source[] => {
    const first = (layer % output.together) * 4;
    return sources.slice(first, first + 4);
  };
  const { height, layers } = textureOf(output);
  const width = columnsOf(output);
  const left = stack * width;
  const draws: Draw[] = [];
  for (let first = 0; first < layers;) {
    let written: number[] = [];
    let used = new Set<number>();
    for (let layer = first; layer < Math.min(layers, first + drawBuffers); layer++) {
      const more = new Set([...used, ...sourcesOf(layer).map(({ part }) => part)]);
      if (more.size > textureUnits) break;
      [written, used] = [[...written, layer], more];
    }
    const samplers = [...used].map((part) => `x${part}`);
    const stores = written.map((layer, at) => {
      const pixel = Math.floor(layer / output.together);
      return `  { int w = (p.x - ${left}) * ${output.packing} + ${pixel};\n${gather(parts, sourcesOf(layer), `out${at}`)} }`;
    });
    draws.push({
      source: fragmentShader({ samplers, outputs: written.length, main: stores.join("\n") }),
      samplers,
      targets: written.map((layer) => ({ output: "output", layer })),
      left,
      width,
      height,
      firstLayer: first,
    });
    first += written.length;
  }
  return draws;
}

/** Statements that fetch every texel that four channels lie in, at pixel `w`, and put the channels together. */
function gather(parts: readonly TensorLayout[], sources: readonly Source[], target: string): string {
  const texels = new Map<string, string>();
  const lanes = range(4).map((lane) => {
    const source = sources[lane];
    const layout = parts[source?.part ?? 0];
    if (source === undefined || layout === undefined) return "0.0";
    const group = source.channel >> 2;
    const name = `x${source.part}_${group}`;
    texels.set(name, `texelFetch(x${source.part}, ${pixelAddress(layout, "w", "p.y", String(group))}, 0)`);
    return `${name}.${"xyzw"[source.channel & 3]}`;
  });
  const fetches = [...texels].map(([name, fetch]) => `  vec4 ${name} = ${fetch};`);
  return [...fetches, `  ${target} = vec4(${lanes.join(", ")});`].join("\n");
}

export interface ConcatenateGradientOptions {
  /** Layout of one part. */
  readonly input: TensorLayout;
  readonly output: TensorLayout;
  /** Channel of the output where the part begins. */
  readonly first: number;
  readonly addends: readonly Addend[];
  readonly drawBuffers: number;
}

/**
 * The channels of one part from the output's gradient, plus addends. Inputs: `outputGradient`, those of the addends.
 * Output: `output`, the gradient of the part.
 */
export function concatenateGradient(options: ConcatenateGradientOptions): Draw[] {
  const { input, output, first, addends, drawBuffers } = options;
  const fetch = (group: string): string => `texelFetch(outputGradient, ${pixelAddress(output, "w", "p.y", group)}, 0)`;
  const shift = first % 4;
  const lanes = range(4).map((lane) => `${lane + shift < 4 ? "a" : "b"}.${"xyzw"[(lane + shift) % 4]}`);
  const shifted = `vec4 a = ${fetch("group")};
  vec4 b = ${fetch(`min(group + 1, ${output.groups - 1})`)};
  return vec4(${lanes.join(", ")});`;
  return drawLayers(input, drawBuffers, {
    samplers: ["outputGradient", ...addendSamplers(addends)],
    functions: `${addendFunctions(addends, input)}
vec4 sliced(ivec2 p, int layer) {
  int w = ${pixelAt(input, "p.x", "layer")};
  int group = ${groupAt(input, "p.x", "layer")} + ${Math.floor(first / 4)};
  ${shift === 0 ? `return ${fetch("group")};` : shifted}
}`,
    value: ({ layer }) => `sliced(p, ${layer})${plusAddends(addends, layer)}`,
  });
}
