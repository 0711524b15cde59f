import type { Random } from "../core/random.ts";

/** Labels 0 … classes − 1 in random order, each as often as the others to within one. */
export function balancedLabels(count: number, classes: number, random: Random): Int32Array {
  return random.shuffle(Int32Array.from({ length: count }, (_, index) => index % classes));
}
