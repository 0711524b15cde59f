import { mapValues, type Images } from "./tensor.ts";

/** Weighted losses and hits of every example, and the gradient of their sum. */
export interface LossAnswer {
  readonly losses: readonly number[];
  readonly hits: readonly number[];
  readonly gradient: Images;
}

export function softmaxCrossEntropy(logits: Images, labels: readonly number[], weights: readonly number[]): LossAnswer {
  const { channels } = logits;
  const rows = labels.map((_, n) => [...logits.values.slice(n * channels, (n + 1) * channels)]);
  const exponentials = rows.map((row) => row.map((value) => Math.exp(value - Math.max(...row))));
  const probabilities = exponentials.map((row) => row.map((value) => value / row.reduce((sum, each) => sum + each, 0)));
  return {
    losses: labels.map((label, n) => -Math.log(probabilities[n]?.[label] ?? 0) * (weights[n] ?? 0)),
    hits: labels.map((label, n) => {
      const row = rows[n] ?? [];
      return row.indexOf(Math.max(...row)) === label ? (weights[n] ?? 0) : 0;
    }),
    gradient: mapValues(logits, (_, at) => {
      const n = Math.floor(at / channels);
      const target = labels[n] === at % channels ? 1 : 0;
      return ((probabilities[n]?.[at % channels] ?? 0) - target) * (weights[n] ?? 0);
    }),
  };
}

export function meanSquaredError(output: Images, targets: Images, weights: readonly number[]): LossAnswer {
  const size = output.values.length / output.batch;
  const difference = mapValues(output, (value, at) => value - (targets.values[at] ?? 0));
  const losses = weights.map((weight, n) => {
    const row = difference.values.slice(n * size, (n + 1) * size);
    return (weight / size) * row.reduce((sum, value) => sum + value * value, 0);
  });
  return {
    losses,
    hits: weights.map(() => 0),
    gradient: mapValues(difference, (value, at) => ((2 * value) / size) * (weights[Math.floor(at / size)] ?? 0)),
  };
}
