import { trainMlp } from "./train-mlp.ts";

const course = { steps: 100, learningRate: 0.02 };

/** By how much the deeper plain net ends with the lower training loss. */
export default function gainOfDepth([depths]: readonly unknown[], seed: number): number {
  if (!Array.isArray(depths) || depths.length !== 2) return -Infinity;
  const [shallow, deep] = depths as readonly unknown[];
  if (!isDepth(shallow) || !isDepth(deep) || shallow >= deep) return -Infinity;
  const end = (depth: number): number =>
    trainMlp({ depth, isNormalized: true, branchScale: null }, { ...course, seed }, 10);
  return end(shallow) - end(deep);
}

/** Deeper ones would take the grader minutes, and do not train. */
function isDepth(depth: unknown): depth is number {
  return typeof depth === "number" && Number.isInteger(depth) && depth % 2 === 0 && depth >= 2 && depth <= 60;
}
