import { areMended, type Mended } from "./mended-block.ts";

const wanted: readonly Mended[] = [
  { shape: "14,14,128", most: 230144 },
  { shape: "7,7,128", most: 230144 },
  { shape: "5,5,128", most: 230144 },
];

/** `wider` at 14 × 14, `halving` at 14 × 14, `twice` at 10 × 10, each from 64 channels; with projections they have 230,144 parameters. */
export default (observations: readonly unknown[]) => areMended(observations, wanted);
