import { declare, options } from "../core/declare.ts";
import { boolean, integer, seedKind } from "../core/kinds.ts";
import { needed, withDefault } from "../core/options.ts";
import { Random } from "../core/random.ts";
import { mean } from "../core/statistics.ts";
import { drawMatrix, multiply, type Matrix } from "./matrices.ts";

export interface InputGradient {
  /** Inputs x from −2 to 2. */
  readonly inputs: readonly number[];
  /** dy/dx at each input. */
  readonly gradients: readonly number[];
  /** Correlation of dy/dx with itself, `lag` points further on, for lags 0 … points/4. */
  readonly autocorrelation: readonly number[];
}

export const inputGradient = declare(
  {
    name: "inputGradient",
    help: "The derivative of a random ReLU net's output by its one input, over a grid: how alike are the gradients of inputs that lie close together? Weights and biases have variance 2/fan-in.",
    parameters: [
      options({
        depth: needed(integer({ least: 1, unit: "layers" }), "Hidden ones."),
        width: withDefault(integer({ least: 1 }), 200, "Units of each."),
        points: withDefault(integer({ least: 8 }), 256, "Evenly spaced inputs from −2 to 2."),
        residual: withDefault(boolean, false, "h ← h + F(h)/√depth instead of h ← F(h), F a layer."),
        seed: withDefault(seedKind, 1, "Another seed draws other weights."),
      }),
    ],
    returns: [
      "{inputs, gradients, autocorrelation}",
      "x from −2 to 2; dy/dx at each; its correlation with itself, `lag` points further on, for lags 0 … points/4",
    ],
    source: "Balduzzi et al. 2017 (1702.08591), sec. 2 and Fig. 1",
    example: "inputGradient({depth: 10, width: 48}).autocorrelation.slice(0, 4)",
  },
  ({ depth, width, points, residual, seed }): InputGradient => {
    const random = new Random(seed, "input gradient");
    const inputs = Array.from({ length: points }, (_, at) => -2 + (4 * at) / (points - 1));
    let state: State = enter(inputs, width, random);
    for (let layer = 1; layer < depth; layer++) {
      const next = applyLayer(state, width, random);
      state = residual ? addScaled(state, next, 1 / Math.sqrt(depth)) : next;
    }
    const readout = drawMatrix(width, 1, Math.sqrt(2 / width), random);
    const gradients = [...multiply(state.tangent, readout).values];
    return { inputs, gradients, autocorrelation: correlate(gradients, Math.floor(points / 4)) };
  },
);

/** Activations at every input, and their derivatives by it: the gradient is carried forwards, as there is one input only. */
interface State {
  readonly value: Matrix;
  readonly tangent: Matrix;
}

function enter(inputs: readonly number[], width: number, random: Random): State {
  const column = { rows: inputs.length, columns: 1, values: Float64Array.from(inputs) };
  const ones = { ...column, values: new Float64Array(inputs.length).fill(1) };
  return rectify(column, ones, drawMatrix(1, width, Math.sqrt(2), random), random);
}

function applyLayer({ value, tangent }: State, width: number, random: Random): State {
  return rectify(value, tangent, drawMatrix(width, width, Math.sqrt(2 / width), random), random);
}

function rectify(value: Matrix, tangent: Matrix, weights: Matrix, random: Random): State {
  const z = multiply(value, weights);
  const dz = multiply(tangent, weights);
  const bias = drawMatrix(1, z.columns, Math.sqrt(2 / weights.rows), random).values;
  for (let at = 0; at < z.values.length; at++) {
    const raised = (z.values[at] as number) + (bias[at % z.columns] as number);
    z.values[at] = Math.max(0, raised);
    if (raised <= 0) dz.values[at] = 0;
  }
  return { value: z, tangent: dz };
}

function addScaled(state: State, branch: State, factor: number): State {
  const add = (a: Matrix, b: Matrix): Matrix => {
    return { ...a, values: a.values.map((each, at) => each + factor * (b.values[at] as number)) };
  };
  return { value: add(state.value, branch.value), tangent: add(state.tangent, branch.tangent) };
}

/** Autocorrelation, with the mean taken off and divided by what it is at lag 0. */
function correlate(values: readonly number[], largestLag: number): number[] {
  const middle = mean(values);
  const centred = values.map((value) => value - middle);
  const at = (lag: number): number => {
    let sum = 0;
    for (let index = 0; index + lag < centred.length; index++)
      sum += (centred[index] ?? 0) * (centred[index + lag] ?? 0);
    return sum;
  };
  const power = at(0);
  return Array.from({ length: largestLag + 1 }, (_, lag) => (power === 0 ? 0 : at(lag) / power));
}
