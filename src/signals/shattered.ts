import { mean } from "../core/statistics.ts";
import { checkOptionNames, requireBoolean, requireInteger } from "../core/check-value.ts";
import { Random } from "../core/random.ts";
import { drawMatrix, multiply, type Matrix } from "./matrices.ts";

export interface InputGradientOptions {
  /** Hidden layers. */
  readonly depth: number;
  readonly width?: number;
  /** Evenly spaced inputs from −2 to 2. */
  readonly points?: number;
  /** h ← h + F(h)/√depth instead of h ← F(h), F a layer. */
  readonly shortcut?: boolean;
  readonly seed?: number;
}

export interface InputGradient {
  /** Inputs x from −2 to 2. */
  readonly inputs: readonly number[];
  /** dy/dx at each input. */
  readonly gradients: readonly number[];
  /** Correlation of dy/dx with itself, `lag` points further on, for lags 0 … points/4. */
  readonly autocorrelation: readonly number[];
}

/**
 * The derivative of a random ReLU net's output by its one input, over a grid: how alike are the gradients of inputs that
 * lie close together? Balduzzi et al. 1702.08591, sec. 2 and Fig. 1; weights and biases have variance 2/fan-in.
 * @throws CourseError if an option cannot be used
 */
export function inputGradient(options: InputGradientOptions): InputGradient {
  checkOptionNames("inputGradient", options, ["depth", "width", "points", "shortcut", "seed"]);
  const depth = requireInteger("inputGradient", "depth", options.depth, 1);
  const width = requireInteger("inputGradient", "width", options.width ?? 200, 1);
  const points = requireInteger("inputGradient", "points", options.points ?? 256, 8);
  const shortcut = requireBoolean("inputGradient", "shortcut", options.shortcut ?? false);
  const random = new Random(requireInteger("inputGradient", "seed", options.seed ?? 1, -Infinity), "input gradient");
  const inputs = Array.from({ length: points }, (_, at) => -2 + (4 * at) / (points - 1));

  let state: State = enter(inputs, width, random);
  for (let layer = 1; layer < depth; layer++) {
    const next = applyLayer(state, width, random);
    state = shortcut ? addScaled(state, next, 1 / Math.sqrt(depth)) : next;
  }
  const readout = drawMatrix(width, 1, Math.sqrt(2 / width), random);
  const gradients = [...multiply(state.tangent, readout).values];
  return { inputs, gradients, autocorrelation: correlate(gradients, Math.floor(points / 4)) };
}

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
