import { trainMlp } from "./train-mlp.ts";

const ofTheText = 1 / Math.sqrt(27);

/** The loss with which a residual net of 56 layers ends; the scale of the text, or one near it, is no answer. */
export default function lossAtTheEnd([scale]: readonly unknown[], seed: number): number {
  if (typeof scale !== "number" || !(scale > 0)) return Infinity;
  if (scale > (2 / 3) * ofTheText && scale < 1.5 * ofTheText) return Infinity;
  const net = { depth: 56, isNormalized: false, branchScale: scale };
  return trainMlp(net, { steps: 200, learningRate: 0.02, seed }, 50);
}
