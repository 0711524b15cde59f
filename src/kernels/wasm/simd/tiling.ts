/** How a convolution's numbers lie in memory and in which parts it is computed. Distances are in bytes. */
export interface Tiling {
  /** Output channels of one sum, in fours: 1 or 2. */
  readonly vectors: number;
  /** How many such parts of a group's output channels. */
  readonly blocks: number;
  /** Output pixels of an image. */
  readonly rows: number;
  readonly columns: number;
  /** Rows of the kernel, and columns that do not lie side by side in memory. */
  readonly tapRows: number;
  readonly tapColumns: number;
  /** Input values that do lie side by side, under one row and column of taps. */
  readonly depth: number;
  /** From an input row to the next, and from one column of taps to the next. */
  readonly inputRow: number;
  readonly inputColumn: number;
  /** From an output pixel's first input value to that of the next, and from an output row's. */
  readonly pixelStep: number;
  readonly rowStep: number;
  /** From the weights of an input value to those of the next. */
  readonly kernelRow: number;
  /** From an output pixel to the next. */
  readonly outputPixel: number;
}

export interface TiledShapes {
  /** Of the images with their frame of zeros. */
  readonly input: { readonly height: number; readonly width: number; readonly channels: number };
  /** [k, k, Cin/groups, Cout] */
  readonly kernel: readonly number[];
  readonly stride: number;
  readonly groups: number;
}

/** Output channels of a group must be a multiple of four. */
export function tile({ input, kernel, stride, groups }: TiledShapes): Tiling {
  const [side = 1, , perGroup = 1, channelsOut = 1] = kernel;
  const fours = channelsOut / groups / 4;
  const vectors = fours % 2 === 0 ? 2 : 1;
  // Without groups all channels of a row of taps lie side by side.
  const [tapColumns, depth] = groups === 1 ? [1, side * perGroup] : [side, perGroup];
  const inputRow = input.width * input.channels * 4;
  return {
    vectors,
    blocks: fours / vectors,
    rows: Math.floor((input.height - side) / stride) + 1,
    columns: Math.floor((input.width - side) / stride) + 1,
    tapRows: side,
    tapColumns,
    depth,
    inputRow,
    inputColumn: groups === 1 ? depth * 4 : input.channels * 4,
    pixelStep: stride * input.channels * 4,
    rowStep: stride * inputRow,
    kernelRow: channelsOut * 4,
    outputPixel: channelsOut * 4,
  };
}
