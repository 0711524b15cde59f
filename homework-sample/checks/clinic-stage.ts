import { areMended, type Mended } from "./mended-block.ts";

const wanted: readonly Mended[] = [
  { shape: "20,20,64", most: 73984 },
  { shape: "6,6,128", most: 821504, sums: 3, convolutions: 6 },
];

/** `unpadded` at 20 × 20 and `stage` at 12 × 12, from 64 channels: only the stage's first block projects. */
export default (observations: readonly unknown[]) => areMended(observations, wanted);
