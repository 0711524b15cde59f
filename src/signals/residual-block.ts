import { normalizeColumns, type Normalized } from "./batch-norm.ts";
import { createMatrix, mapEntries, multiply, transpose, type Matrix } from "./matrices.ts";

/**
 * The tensors of a residual block of two dense layers, in the layout of the course's nets: weights are [in, out], all
 * others [1, out]. What is not there is left out of the block: biases, batch normalisation's γ and β, the projection Ws.
 */
export interface BlockTensors {
  readonly W1: Matrix;
  readonly b1?: Matrix;
  readonly γ1?: Matrix;
  readonly β1?: Matrix;
  readonly W2: Matrix;
  readonly b2?: Matrix;
  readonly γ2?: Matrix;
  readonly β2?: Matrix;
  readonly Ws?: Matrix;
}

export type TensorName = keyof BlockTensors;

/** How the block is put together. `padding` fills new features with zeros; `projection` needs Ws. */
export interface BlockForm {
  readonly shortcut: "none" | "identity" | "padding" | "projection";
  /** Where the ReLU stands that is not between the layers. */
  readonly relu: "none" | "before" | "after";
}

export interface BlockPass {
  /** F(x), with its ReLU if that stands before the addition. [batch, out] */
  readonly residual: Matrix;
  /** [batch, out] */
  readonly y: Matrix;
  /** From ∂L/∂y to all gradients. */
  readonly backward: (dy: Matrix) => BlockGradients;
}

export interface BlockGradients {
  /** By the names of the tensors that there are. */
  readonly tensors: Readonly<Partial<Record<TensorName, Matrix>>>;
  /** What reaches x through F, [batch, in]. */
  readonly throughBranch: Matrix;
  /** What reaches x through the shortcut, [batch, in]. */
  readonly throughShortcut: Matrix;
}

/** y = h(x) + F(x), He et al. 2015, Eq. 1 and 2, for the rows of x, in double precision. */
export function passBlock(x: Matrix, tensors: BlockTensors, { shortcut, relu }: BlockForm): BlockPass {
  const { W1, W2, Ws } = tensors;
  const first = passLayer(x, { W: W1, b: tensors.b1, γ: tensors.γ1, β: tensors.β1 });
  const hidden = rectify(first.output);
  const second = passLayer(hidden, { W: W2, b: tensors.b2, γ: tensors.γ2, β: tensors.β2 });
  const residual = relu === "before" ? rectify(second.output) : second.output;
  const sum = shortcut === "none" ? residual : plus(residual, shortcutOf(x, residual.columns, shortcut, Ws));
  const y = relu === "after" ? rectify(sum) : sum;
  const backward = (dy: Matrix): BlockGradients => {
    const atSum = relu === "after" ? masked(dy, sum) : dy;
    const atBranch = relu === "before" ? masked(atSum, second.output) : atSum;
    const back2 = second.backward(atBranch);
    const back1 = first.backward(masked(back2.dx, first.output));
    const throughShortcut = shortcutGradient(x, atSum, shortcut, Ws);
    const all: [TensorName, Matrix | undefined][] = [
      ...([
        ["W1", back1.dW],
        ["b1", back1.db],
        ["γ1", back1.dγ],
        ["β1", back1.dβ],
      ] as const),
      ...([
        ["W2", back2.dW],
        ["b2", back2.db],
        ["γ2", back2.dγ],
        ["β2", back2.dβ],
      ] as const),
      ["Ws", shortcut === "projection" ? multiply(transpose(x), atSum) : undefined],
    ].map(([name, gradient]) => [name, gradient] as [TensorName, Matrix | undefined]);
    const there = all.filter(([name, gradient]) => tensors[name] !== undefined && gradient !== undefined);
    return { tensors: Object.fromEntries(there), throughBranch: back1.dx, throughShortcut };
  };
  return { residual, y, backward };
}

interface LayerTensors {
  readonly W: Matrix;
  readonly b: Matrix | undefined;
  readonly γ: Matrix | undefined;
  readonly β: Matrix | undefined;
}

/** xW + b, and batch normalisation over the rows where there is a γ. */
function passLayer(x: Matrix, { W, b, γ, β }: LayerTensors) {
  const product = multiply(x, W);
  const sums = b === undefined ? product : eachColumn(product, b, (value, bias) => value + bias);
  const normal = γ === undefined ? null : normalizeColumns(sums);
  const output = normal === null ? sums : scaled(normal, γ, β);
  const backward = (dy: Matrix) => {
    const dSums = normal === null || γ === undefined ? dy : normal.gradient(eachColumn(dy, γ, (d, g) => d * g));
    return {
      dx: multiply(dSums, transpose(W)),
      dW: multiply(transpose(x), dSums),
      db: columnSums(dSums),
      dγ: normal === null ? undefined : columnSums(times(dy, normal.output)),
      dβ: normal === null ? undefined : columnSums(dy),
    };
  };
  return { output, backward };
}

function scaled({ output }: Normalized, γ: Matrix | undefined, β: Matrix | undefined): Matrix {
  const stretched = γ === undefined ? output : eachColumn(output, γ, (value, factor) => value * factor);
  return β === undefined ? stretched : eachColumn(stretched, β, (value, shift) => value + shift);
}

function shortcutOf(x: Matrix, columns: number, kind: BlockForm["shortcut"], Ws: Matrix | undefined): Matrix {
  if (kind === "projection" && Ws !== undefined) return multiply(x, Ws);
  return kind === "padding" ? widen(x, columns) : x;
}

function shortcutGradient(x: Matrix, dy: Matrix, kind: BlockForm["shortcut"], Ws: Matrix | undefined): Matrix {
  if (kind === "none") return createMatrix(x.rows, x.columns);
  if (kind === "projection" && Ws !== undefined) return multiply(dy, transpose(Ws));
  return kind === "padding" ? widen(dy, x.columns) : dy;
}

/** The first columns; zeros where there are none. */
function widen(x: Matrix, columns: number): Matrix {
  return mapEntries(createMatrix(x.rows, columns), (_, at) => {
    const column = at % columns;
    return column < x.columns ? (x.values[Math.floor(at / columns) * x.columns + column] as number) : 0;
  });
}

/** ReLU; its slope at 0 is 0, as in every engine. */
function rectify(x: Matrix): Matrix {
  return mapEntries(x, (value) => Math.max(0, value));
}

function masked(gradient: Matrix, before: Matrix): Matrix {
  return mapEntries(gradient, (value, at) => ((before.values[at] as number) > 0 ? value : 0));
}

function plus(a: Matrix, b: Matrix): Matrix {
  return mapEntries(a, (value, at) => value + (b.values[at] as number));
}

function times(a: Matrix, b: Matrix): Matrix {
  return mapEntries(a, (value, at) => value * (b.values[at] as number));
}

function eachColumn(x: Matrix, row: Matrix, join: (value: number, of: number) => number): Matrix {
  return mapEntries(x, (value, at) => join(value, row.values[at % x.columns] as number));
}

function columnSums(x: Matrix): Matrix {
  const sums = createMatrix(1, x.columns);
  x.values.forEach((value, at) => {
    sums.values[at % x.columns] = (sums.values[at % x.columns] as number) + value;
  });
  return sums;
}
