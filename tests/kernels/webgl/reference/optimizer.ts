/** Learning rate, momentum, weight decay. */
export type Settings = readonly [number, number, number];

/** One step of torch.optim.SGD: v = μ v + g + λ w, w = w − η v. */
export function momentumStep(
  values: Float64Array,
  momentum: Float64Array,
  gradient: Float64Array,
  [rate, keep, decay]: Settings,
): { readonly values: Float64Array; readonly momentum: Float64Array } {
  const next = momentum.map((v, at) => keep * v + (gradient[at] ?? 0) + decay * (values[at] ?? 0));
  return { values: values.map((w, at) => w - rate * (next[at] ?? 0)), momentum: next };
}
