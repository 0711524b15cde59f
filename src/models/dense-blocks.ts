import { activate, type Activation } from "./activations.ts";
import type { InitializerChoice } from "./initializer-choice.ts";
import { batchNorm, dense } from "./layers.ts";
import { residualUnit, type UnitOptions, type WeightLayer } from "./residual-unit.ts";
import type { SymbolicTensor } from "./symbolic.ts";

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
export function residualDenseBlock(x: SymbolicTensor, { units, ...options }: DenseUnitOptions): SymbolicTensor {
  return residualUnit(x, [denseLayer(units), denseLayer(units)], { ...options, filters: units });
}

export interface DenseUnitOptions extends Omit<UnitOptions, "filters" | "stride"> {
  readonly units: number;
}

function denseLayer(units: number): WeightLayer {
  return (x, style) => dense(x, { units, ...style });
}
