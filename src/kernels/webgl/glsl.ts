import { range } from "./draw.ts";
import { columnsOf, isFlat, type TensorLayout } from "./layout.ts";

/** A number as a GLSL float literal. */
export function float(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Address of pixel `w` (a GLSL expression) in texture row `y`, channel group `group`. */
export function pixelAddress(layout: TensorLayout, w: string, y: string, group: string): string {
  const { packing, together } = layout;
  const column = packing === 1 ? `(${w})` : `((${w}) >> ${Math.log2(packing)})`;
  const pixel = packing === 1 ? "0" : `((${w}) & ${packing - 1})`;
  if (isFlat(layout)) return `ivec3(${column}, ${y}, ${pixel} * ${together} + ${group})`;
  const left = `(${group}) / ${together} * ${columnsOf(layout)}`;
  return `ivec3(${left} + ${column}, ${y}, ${pixel} * ${together} + (${group}) % ${together})`;
}

/** The channel group in layer `layer` at texture column `x` (GLSL expressions). */
export function groupAt(layout: TensorLayout, x: string, layer: string): string {
  const { together } = layout;
  if (isFlat(layout)) return `(${layer} % ${together})`;
  const first = `${x} / ${columnsOf(layout)} * ${together}`;
  return together === 1 ? `(${first})` : `(${first} + ${layer} % ${together})`;
}

/** The pixel w in layer `layer` at texture column `x` (GLSL expressions). */
export function pixelAt(layout: TensorLayout, x: string, layer: string): string {
  const column = isFlat(layout) ? x : `${x} % ${columnsOf(layout)}`;
  return `(${column} * ${layout.packing} + ${layer} / ${layout.together})`;
}

/** Statements for a fragment that computes several channel groups at all pixels of its texel: `column` and the first group, `first`. */
export function locateTexel(layout: TensorLayout): string {
  if (isFlat(layout)) return "int column = p.x; int first = firstLayer;";
  const columns = columnsOf(layout);
  return `int stack = p.x / ${columns}; int column = p.x - stack * ${columns}; int first = stack * ${layout.together} + firstLayer;`;
}

/** Where a channel group lies: `left` is added to the texture column and `layer` to the layer of a pixel. */
export interface GroupPlace {
  readonly statements: string;
  readonly left: string;
  readonly layer: string;
}

/** The place of channel group `group` (a GLSL variable), for names that begin with `name`. */
export function placeGroup(layout: TensorLayout, group: string, name: string): GroupPlace {
  const { together } = layout;
  if (isFlat(layout)) return { statements: "", left: "", layer: `${group} + ` };
  const columns = columnsOf(layout);
  if (together === 1)
    return { statements: `int ${name}Left = ${group} * ${columns};`, left: `${name}Left + `, layer: "" };
  return {
    statements: `int ${name}Left = ${group} / ${together} * ${columns}; int ${name}Layer = ${group} % ${together};`,
    left: `${name}Left + `,
    layer: `${name}Layer + `,
  };
}

/** A pixel that a loop fetches again and again, in other rows and channel groups. */
export interface HoistedPixel {
  /** What does not depend on row and channel group: statements to put before the loop. */
  readonly before: string;
  readonly fetch: (texture: string, y: string, place: GroupPlace) => string;
}

/**
 * Prepares fetching the pixel at `step` · column + `offset`, zeros beyond the border. Where the packing allows it the layer
 * is a constant of the program. Instead of branching at the border, any pixel is fetched and multiplied by zero.
 * @param columns how many values the GLSL variable `column` takes
 */
export function hoistPixel(
  layout: TensorLayout,
  name: string,
  { step, offset, columns }: { readonly step: number; readonly offset: number; readonly columns: number },
): HoistedPixel {
  const { packing, together, width } = layout;
  const isInside = offset >= 0 && (columns - 1) * step + offset < width;
  const statements: string[] = [];
  const keep = (variable: string, value: string, last: number): string => {
    const clamped = isInside ? value : `clamp(${value}, 0, ${last})`;
    statements.push(`int ${variable} = ${clamped};`);
    if (!isInside) statements.push(`float ${name}In = ${variable} == ${value} ? 1.0 : 0.0;`);
    return variable;
  };
  let [x, layer] = ["", ""];
  if (step % packing === 0) {
    const inPacking = ((offset % packing) + packing) % packing;
    layer = String(inPacking * together);
    x = keep(`${name}X`, `column * ${step / packing} + ${Math.floor(offset / packing)}`, width / packing - 1);
  } else {
    const w = keep(`${name}W`, `column * ${step} + ${offset}`, width - 1);
    statements.push(`int ${name}X = ${w} >> ${Math.log2(packing)};`);
    statements.push(`int ${name}Layer = (${w} & ${packing - 1}) * ${together};`);
    [x, layer] = [`${name}X`, `${name}Layer`];
  }
  const fetch: HoistedPixel["fetch"] = (texture, y, place) => {
    const value = `texelFetch(${texture}, ivec3(${place.left}${x}, ${y}, ${place.layer}${layer}), 0)`;
    return isInside ? value : `${name}In * ${value}`;
  };
  return { before: statements.join(" "), fetch };
}

/** `value` with zeros in the lanes behind the last channel; `group` is the channel group's GLSL expression. */
export function keepChannels(channels: number, value: string, group: string): string {
  const used = channels % 4;
  if (used === 0) return value;
  const lanes = range(4).map((lane) => (lane < used ? "1.0" : "0.0"));
  const last = Math.ceil(channels / 4) - 1;
  return `(${group} == ${last} ? (${value}) * vec4(${lanes.join(", ")}) : ${value})`;
}

/** Four texels of the weights as the matrix from four input channels to four output channels. */
export function kernelMatrix(firstColumn: string, row: string): string {
  const columns = range(4).map((at) => `texelFetch(kernel, ivec3(${firstColumn} + ${at}, ${row}, 0), 0)`);
  return `mat4(${columns.join(", ")})`;
}

/** Statements that visit every pixel of the texture rows y0 … y1 − 1 of one channel group, at `at` in `visit`. */
export function visitPixels(layout: TensorLayout, group: string, visit: (address: string) => string): string {
  const { statements, left, layer } = placeGroup(layout, group, "visited");
  const pixels = range(layout.packing).map(
    (pixel) => `{ ivec3 at = ivec3(${left}column, y, ${layer}${pixel * layout.together}); ${visit("at")} }`,
  );
  const loops = `for (int y = y0; y < y1; y++) for (int column = 0; column < ${columnsOf(layout)}; column++)`;
  return `{ ${statements} ${loops} { ${pixels.join(" ")} } }`;
}
