import { choice } from "../core/kinds.ts";
import { relu, sigmoid, tanh } from "./nonlinearities.ts";
import type { SymbolicTensor } from "./symbolic.ts";

export type Activation = "relu" | "sigmoid" | "tanh" | "linear";
export const activationKind = choice("relu", "sigmoid", "tanh", "linear");

/** The non-linearity φ by name; "linear" leaves x as it is. */
export function activate(x: SymbolicTensor, activation: Activation = "relu"): SymbolicTensor {
  switch (activation) {
    case "relu":
      return relu(x);
    case "sigmoid":
      return sigmoid(x);
    case "tanh":
      return tanh(x);
    case "linear":
      return x;
  }
}
