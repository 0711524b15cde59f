import { range } from "./draw.ts";
import type { TensorLayout } from "./layout.ts";

/** A number as a GLSL float literal. */
export function float(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Address of pixel `w` (a GLSL expression) in texture row `y`, channel group `group`. */
export function pixelAddress(layout: TensorLayout, w: string, y: string, group: string): string {
  if (layout.packing === 1) return `ivec3(${w}, ${y}, ${group})`;
  const shift = Math.log2(layout.packing);
  return `ivec3((${w}) >> ${shift}, ${y}, ((${w}) & ${layout.packing - 1}) * ${layout.groups} + ${group})`;
}

/**
 * Fetches the pixel at `step` · p.x + `offset` of row `y`, or zeros beyond the border. Where the packing allows it the
 * layer is a constant of the program.
 * @param columns how many values p.x takes
 */
export function fetchPixel(
  texture: string,
  layout: TensorLayout,
  at: { readonly step: number; readonly offset: number; readonly columns: number },
  y: string,
  group: string,
): string {
  const { step, offset, columns } = at;
  const inside = offset >= 0 && (columns - 1) * step + offset < layout.width;
  const fetch = (address: string): string => `texelFetch(${texture}, ${address}, 0)`;
  if (step % layout.packing !== 0) {
    const w = `p.x * ${step} + ${offset}`;
    const value = fetch(pixelAddress(layout, w, y, group));
    return inside ? value : `(${w} < 0 || ${w} >= ${layout.width} ? vec4(0.0) : ${value})`;
  }
  const column = `p.x * ${step / layout.packing} + ${Math.floor(offset / layout.packing)}`;
  const layer = (((offset % layout.packing) + layout.packing) % layout.packing) * layout.groups;
  const value = fetch(`ivec3(${column}, ${y}, ${layer === 0 ? group : `${layer} + ${group}`})`);
  return inside ? value : `(${column} < 0 || ${column} >= ${layout.width / layout.packing} ? vec4(0.0) : ${value})`;
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

/** Statements that visit every pixel of the texture rows y0 … y1 − 1 of one channel group, `c` in `visit`. */
export function visitPixels(layout: TensorLayout, group: string, visit: (address: string) => string): string {
  const columns = layout.width / layout.packing;
  const pixels = range(layout.packing).map(
    (pixel) => `{ ivec3 at = ivec3(column, y, ${pixel * layout.groups} + ${group}); ${visit("at")} }`,
  );
  return `for (int y = y0; y < y1; y++) for (int column = 0; column < ${columns}; column++) { ${pixels.join(" ")} }`;
}
