import type { TensorLayout, TextureSize } from "./layout.ts";

/** How a sum over all pixels of a tensor is split into partial sums of `rows` texture rows each. */
export interface RowSplit {
  /** 1: the sum is done in one draw, without partial sums. */
  readonly splits: number;
  readonly rows: number;
}

/** Values that one fragment may add up by itself. */
const directPixels = 256;
const wantedSplits = 64;

/** Chooses the split of a sum over the rows of a tensor. */
export function splitRows({ batch, height, width }: TensorLayout): RowSplit {
  const rows = batch * height;
  if (rows * width <= directPixels) return { splits: 1, rows };
  const perSplit = Math.ceil(rows / Math.min(rows, wantedSplits));
  return { splits: Math.ceil(rows / perSplit), rows: perSplit };
}

/** Texture of the partial sums: a column a channel group, a row a split, a layer a kind of sum. */
export function partialTexture({ groups }: TensorLayout, { splits }: RowSplit, layers: number): TextureSize {
  return { width: groups, height: splits, layers };
}

/** GLSL: y0 and y1, the rows that the fragment in row p.y sums. */
export function rowRange({ batch, height }: TensorLayout, { rows }: RowSplit): string {
  return `int y0 = p.y * ${rows}; int y1 = min(y0 + ${rows}, ${batch * height});`;
}

/** GLSL: adds up the partial sums of channel group p.x into vec4 variables that exist already. */
export function addPartials({ splits }: RowSplit, sums: readonly string[]): string {
  const adds = sums.map((name, layer) => `${name} += texelFetch(partial, ivec3(p.x, part, ${layer}), 0);`);
  return `for (int part = 0; part < ${splits}; part++) { ${adds.join(" ")} }`;
}
