import { sumByChannel } from "./convolution.ts";
import { mapValues, type Images } from "./tensor.ts";

/** Statistics of a batch per channel. */
export interface Statistics {
  readonly mean: Float64Array;
  /** Biased: divided by the number of values. */
  readonly variance: Float64Array;
  readonly count: number;
}

export function statisticsOf(x: Images): Statistics {
  const count = x.batch * x.height * x.width;
  const mean = sumByChannel(x).map((sum) => sum / count);
  const squares = mapValues(x, (value, at) => (value - (mean[at % x.channels] ?? 0)) ** 2);
  return { mean, variance: sumByChannel(squares).map((sum) => sum / count), count };
}

/** Running statistics after one more batch; the variance enters unbiased, as in PyTorch. */
export function averageStatistics(
  running: Statistics,
  { mean, variance, count }: Statistics,
  momentum: number,
): Statistics {
  const unbias = count > 1 ? count / (count - 1) : 1;
  const mix = (old: Float64Array, fresh: Float64Array, factor: number): Float64Array =>
    old.map((value, at) => (1 - momentum) * value + momentum * factor * (fresh[at] ?? 0));
  return { mean: mix(running.mean, mean, 1), variance: mix(running.variance, variance, unbias), count: 1 };
}

function standardize(x: Images, { mean, variance }: Statistics, epsilon: number): Images {
  return mapValues(x, (value, at) => {
    const c = at % x.channels;
    return (value - (mean[c] ?? 0)) / Math.sqrt((variance[c] ?? 0) + epsilon);
  });
}

export function normalize(
  x: Images,
  statistics: Statistics,
  epsilon: number,
  gamma: Float64Array,
  beta: Float64Array,
): Images {
  const standard = standardize(x, statistics, epsilon);
  return mapValues(standard, (value, at) => value * (gamma[at % x.channels] ?? 0) + (beta[at % x.channels] ?? 0));
}

/** Gradients of batch normalisation with batch statistics (Ioffe & Szegedy 2015, sec. 3). */
export function normalizationGradients(
  x: Images,
  epsilon: number,
  gamma: Float64Array,
  g: Images,
): { readonly input: Images; readonly gamma: Float64Array; readonly beta: Float64Array } {
  const statistics = statisticsOf(x);
  const standard = standardize(x, statistics, epsilon);
  const beta = sumByChannel(g);
  const slope = sumByChannel(mapValues(g, (value, at) => value * (standard.values[at] ?? 0)));
  const input = mapValues(g, (value, at) => {
    const c = at % x.channels;
    const centred = value - ((beta[c] ?? 0) + (standard.values[at] ?? 0) * (slope[c] ?? 0)) / statistics.count;
    return ((gamma[c] ?? 0) / Math.sqrt((statistics.variance[c] ?? 0) + epsilon)) * centred;
  });
  return { input, gamma: slope, beta };
}
