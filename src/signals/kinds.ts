import { isPlainObject, made } from "../core/kinds.ts";
import type { Prediction } from "./predict.ts";
import type { Propagation } from "./propagate.ts";
import type { ScalarChain } from "./scalar-chain.ts";
import type { InputGradient } from "./shattered.ts";

/** What `propagate` returns. */
export const propagationKind = made<Propagation>(
  "Propagation",
  (value) => hasLists(value, ["forward", "backward"]),
  "Pass propagate({depth: 30}).",
);

/** What `predictPropagation` returns. */
export const predictionKind = made<Prediction>(
  "Prediction",
  (value) => hasLists(value, ["forward", "backward"]),
  "Pass predictPropagation({depth: 30}).",
);

/** What `inputGradient` returns. */
export const inputGradientKind = made<InputGradient>(
  "InputGradient",
  (value) => hasLists(value, ["inputs", "gradients", "autocorrelation"]),
  "Pass inputGradient({depth: 8}).",
);

/** What `scalarChain` returns. */
export const scalarChainKind = made<ScalarChain>(
  "ScalarChain",
  (value) => hasLists(value, ["products"]) && isPlainObject(value) && "factor" in value && "activation" in value,
  "Pass scalarChain({depth: 10}).",
);

function hasLists(value: unknown, names: readonly string[]): boolean {
  return isPlainObject(value) && names.every((name) => Array.isArray(value[name]));
}
