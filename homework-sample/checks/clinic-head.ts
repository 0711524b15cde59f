import { areMended } from "./mended-block.ts";

/** `head` for maps of another size: a thousand numbers, from 512 for each and a bias. */
export default (observations: readonly unknown[]) =>
  areMended(observations, [{ shape: "1000", most: 513000, sums: 0, convolutions: 0 }]);
