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

export interface AdamSettings {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly decay: number;
  /** Updates with this one. */
  readonly count: number;
}

/** One step of torch.optim.Adam. */
export function adamStep(
  values: Float64Array,
  [m, v]: readonly [Float64Array, Float64Array],
  gradient: Float64Array,
  { rate, beta1, beta2, epsilon, decay, count }: AdamSettings,
): { readonly values: Float64Array; readonly moments: readonly [Float64Array, Float64Array] } {
  const decayed = gradient.map((g, at) => g + decay * (values[at] ?? 0));
  const first = m.map((value, at) => beta1 * value + (1 - beta1) * (decayed[at] ?? 0));
  const second = v.map((value, at) => beta2 * value + (1 - beta2) * (decayed[at] ?? 0) ** 2);
  const next = values.map((w, at) => {
    const mean = (first[at] ?? 0) / (1 - beta1 ** count);
    return w - (rate * mean) / (Math.sqrt((second[at] ?? 0) / (1 - beta2 ** count)) + epsilon);
  });
  return { values: next, moments: [first, second] };
}
