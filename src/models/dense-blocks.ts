import type { InitializerChoice } from "./initializers.ts";
import { add, batchNorm, dense, relu, sigmoid, tanh } from "./layers.ts";
import type { SymbolicTensor } from "./symbolic.ts";

export type Activation = "relu" | "sigmoid" | "tanh" | "linear";

/** What all dense layers of a net share. */
export interface DenseStyle {
  readonly batchNorm?: boolean;
  readonly activation?: Activation;
  readonly initializer?: InitializerChoice;
}

export interface DenseBlockOptions extends DenseStyle {
  readonly units: number;
}

/** Dense layer and batch normalisation. The layer has a bias only where no β follows it. */
export function denseBn(x: SymbolicTensor, { units, ...style }: DenseBlockOptions): SymbolicTensor {
  const normalized = style.batchNorm ?? true;
  const y = dense(x, { units, bias: !normalized, initializer: style.initializer ?? "he-normal" });
  return normalized ? batchNorm(y) : y;
}

/** Plain block: two dense layers, no shortcut. */
export function plainDenseBlock(x: SymbolicTensor, style: DenseBlockOptions): SymbolicTensor {
  const hidden = activate(denseBn(x, style), style.activation);
  return activate(denseBn(hidden, style), style.activation);
}

/** Residual block of two dense layers: φ(F(x) + x). He et al. 2015, Eq. 1 and Fig. 2. */
export function residualDenseBlock(x: SymbolicTensor, style: DenseBlockOptions): SymbolicTensor {
  const hidden = activate(denseBn(x, style), style.activation);
  const residual = denseBn(hidden, style);
  return activate(add(residual, x), style.activation);
}

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
