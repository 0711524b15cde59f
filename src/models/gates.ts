import { refuse } from "../core/errors.ts";
import { checkOptionNames, requireChoice, requireNumber } from "../core/check-value.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import { requireTensor, type SymbolicTensor } from "./symbolic.ts";

/** 1 − x, element by element: what a gate lets through on the other way. */
export function complement(x: SymbolicTensor): SymbolicTensor {
  return { operation: { op: "complement" }, inputs: [x], shape: requireTensor("complement", x).shape };
}

/** Element-wise product of two tensors of one shape: a gate and what it controls. */
export function multiply(x: SymbolicTensor, gate: SymbolicTensor): SymbolicTensor {
  const { shape } = requireTensor("multiply", x);
  if (!sameShape(shape, requireTensor("multiply", gate).shape)) {
    throw refuse(
      "multiply",
      `shapes differ: ${formatShape(shape)} and ${formatShape(gate.shape)}`,
      "Give the gate as many filters as what it controls, and the same stride.",
    );
  }
  return { operation: { op: "multiply" }, inputs: [x, gate], shape };
}

export interface DropoutOptions {
  /** Probability that an element is set to zero, 0 … 1. */
  readonly rate?: number;
  /** Where the smaller expectation is made up for: "at-training" as in PyTorch, "at-test" as in the paper. */
  readonly rescale?: "at-training" | "at-test";
}

/**
 * Sets elements to zero at random while training (Srivastava et al. 2014). On a shortcut with `rescale: "at-test"` it
 * has the expectation of a scale of 1 − rate (He et al. 2016, sec. 3.1).
 */
export function dropout(x: SymbolicTensor, options: DropoutOptions = {}): SymbolicTensor {
  const { shape } = requireTensor("dropout", x);
  checkOptionNames("dropout", options, ["rate", "rescale"]);
  const rate = requireNumber("dropout", "rate", options.rate ?? 0.5, 0, 1);
  const rescale = requireChoice("dropout", "rescale", options.rescale ?? "at-training", ["at-training", "at-test"]);
  return { operation: { op: "dropout", rate, rescale }, inputs: [x], shape };
}

/** Drops a whole residual branch for a mini-batch at a time (Huang et al. 1603.09382); the shortcut beside it remains. */
export function stochasticDepth(x: SymbolicTensor, options: { readonly survival: number }): SymbolicTensor {
  const { shape } = requireTensor("stochasticDepth", x);
  checkOptionNames("stochasticDepth", options, ["survival"]);
  const survival = requireNumber("stochasticDepth", "survival", options.survival, 0, 1);
  return { operation: { op: "stochasticDepth", survival }, inputs: [x], shape };
}
