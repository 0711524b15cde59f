import { createMatrix, type Matrix } from "./matrices.ts";

/** Batch normalisation of each column, γ = 1 and β = 0, with its gradient. Ioffe & Szegedy 1502.03167, Algorithm 1 and sec. 3. */
export interface Normalized {
  readonly output: Matrix;
  /** ∂/∂x from ∂/∂y. */
  readonly gradient: (dy: Matrix) => Matrix;
}

const epsilon = 1e-5;

/** @param x [batch, features] */
export function normalizeColumns(x: Matrix): Normalized {
  const output = createMatrix(x.rows, x.columns);
  const scales = new Float64Array(x.columns);
  for (let column = 0; column < x.columns; column++) {
    const { mean, variance } = momentsOf(x, column);
    const scale = 1 / Math.sqrt(variance + epsilon);
    scales[column] = scale;
    for (let at = column; at < x.values.length; at += x.columns) {
      output.values[at] = ((x.values[at] as number) - mean) * scale;
    }
  }
  return { output, gradient: (dy) => normalizationGradient(output, scales, dy) };
}

function momentsOf({ rows, columns, values }: Matrix, column: number): { mean: number; variance: number } {
  let sum = 0;
  for (let at = column; at < values.length; at += columns) sum += values[at] as number;
  const mean = sum / rows;
  let squares = 0;
  for (let at = column; at < values.length; at += columns) squares += ((values[at] as number) - mean) ** 2;
  return { mean, variance: squares / rows };
}

/** scale · (dy − mean(dy) − y · mean(dy · y)), column by column. */
function normalizationGradient(y: Matrix, scales: Float64Array, dy: Matrix): Matrix {
  const dx = createMatrix(dy.rows, dy.columns);
  for (let column = 0; column < dy.columns; column++) {
    let sum = 0;
    let aligned = 0;
    for (let at = column; at < dy.values.length; at += dy.columns) {
      sum += dy.values[at] as number;
      aligned += (dy.values[at] as number) * (y.values[at] as number);
    }
    for (let at = column; at < dy.values.length; at += dy.columns) {
      const centred = (dy.values[at] as number) - sum / dy.rows - ((y.values[at] as number) * aligned) / dy.rows;
      dx.values[at] = (scales[column] as number) * centred;
    }
  }
  return dx;
}
