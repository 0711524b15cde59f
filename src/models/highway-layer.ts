import { gate, type GateOptions } from "./connections.ts";
import { complement, multiply } from "./gates.ts";
import { add } from "./layers.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/**
 * Highway layer y = H(x)·T(x) + x·(1 − T(x)) with T(x) = σ(W x + b): Srivastava et al. 1505.00387, Eq. 3.
 * @param transformed H(x), in x's shape
 */
export function highwayLayer(
  x: SymbolicTensor,
  transformed: SymbolicTensor,
  options: Omit<GateOptions, "filters" | "stride">,
): SymbolicTensor {
  const transform = gate(x, { ...options, filters: x.shape.at(-1) ?? 1 });
  return add(multiply(transformed, transform), multiply(x, complement(transform)));
}
