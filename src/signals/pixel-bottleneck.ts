import { Random } from "../core/random.ts";

/** A bottleneck around one pixel, in whole numbers, so that each can be followed by hand. */
export interface PixelTask {
  readonly channels: number;
  readonly inner: number;
  /** Of nine pixels, row by row: the channels of each. The pixel that is followed is the fifth. */
  readonly x: readonly (readonly number[])[];
  /** [inner][channels] */
  readonly squeeze: readonly (readonly number[])[];
  /** [inner][inner][9]: to, from, place. */
  readonly look: readonly (readonly (readonly number[])[])[];
  /** [channels][inner] */
  readonly widen: readonly (readonly number[])[];
}

export interface PixelSignals {
  /** [inner][9], before and after the ReLU. */
  readonly squeezed: readonly (readonly number[])[];
  readonly squeezedSums: readonly (readonly number[])[];
  readonly looked: readonly number[];
  readonly lookedSums: readonly number[];
  /** F, of every channel. */
  readonly widened: readonly number[];
  readonly y: readonly number[];
}

/** The pixel in the middle of nine. */
export const middle = 4;

/** Values from 0 to 3, as behind a ReLU, and weights of −1, 0 and 1. */
export function drawPixelTask(channels: number, inner: number, seed: number): PixelTask {
  const values = new Random(seed, "pixels");
  const weights = new Random(seed, `weights of ${inner} channels`);
  const times = <Item>(count: number, make: () => Item): Item[] => Array.from({ length: count }, make);
  const weight = (): number => weights.integer(3) - 1;
  return {
    channels,
    inner,
    x: times(9, () => times(channels, () => values.integer(4))),
    squeeze: times(inner, () => times(channels, weight)),
    look: times(inner, () => times(inner, () => times(9, weight))),
    widen: times(channels, () => times(inner, weight)),
  };
}

/** @param isBent whether the ReLUs are there, those between the layers and the last one */
export function passPixel({ x, squeeze, look, widen }: PixelTask, isBent: boolean): PixelSignals {
  const bend = (sum: number): number => (isBent ? Math.max(0, sum) : sum);
  const squeezedSums = squeeze.map((row) => x.map((pixel) => dot(row, pixel)));
  const squeezed = squeezedSums.map((sums) => sums.map(bend));
  const lookedSums = look.map((to) => to.reduce((sum, kernel, from) => sum + dot(kernel, squeezed[from] ?? []), 0));
  const looked = lookedSums.map(bend);
  const widened = widen.map((row) => dot(row, looked));
  const y = widened.map((F, channel) => bend(F + (x[middle]?.[channel] ?? 0)));
  return { squeezed, squeezedSums, looked, lookedSums, widened, y };
}

function dot(weights: readonly number[], values: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (values[at] ?? 0), 0);
}

/** Weights of a bottleneck's three layers, and of two 3 × 3 convolutions on all channels in their place. */
export function bottleneckWeights(channels: number, inner: number) {
  const [squeeze, look, widen] = [channels * inner, 9 * inner * inner, inner * channels];
  return { squeeze, look, widen, together: squeeze + look + widen, wide: 2 * 9 * channels * channels };
}
