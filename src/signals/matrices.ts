import { moments } from "../core/statistics.ts";
import type { Random } from "../core/random.ts";

/** [rows, columns], row by row, in double precision: products over fifty layers reach 10⁻³². */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

export function createMatrix(rows: number, columns: number): Matrix {
  return { rows, columns, values: new Float64Array(rows * columns) };
}

/** Independent normal entries of mean 0. */
export function drawMatrix(rows: number, columns: number, deviation: number, random: Random): Matrix {
  const matrix = createMatrix(rows, columns);
  for (let at = 0; at < matrix.values.length; at++) matrix.values[at] = random.normal(0, deviation);
  return matrix;
}

/** a · b */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const product = createMatrix(a.rows, b.columns);
  for (let row = 0; row < a.rows; row++) {
    const out = product.values.subarray(row * b.columns, (row + 1) * b.columns);
    for (let k = 0; k < a.columns; k++) {
      const factor = a.values[row * a.columns + k] as number;
      if (factor === 0) continue;
      const from = k * b.columns;
      for (let column = 0; column < b.columns; column++) {
        out[column] = (out[column] as number) + factor * (b.values[from + column] as number);
      }
    }
  }
  return product;
}

export function transpose(a: Matrix): Matrix {
  const turned = createMatrix(a.columns, a.rows);
  for (let row = 0; row < a.rows; row++) {
    for (let column = 0; column < a.columns; column++) {
      turned.values[column * a.rows + row] = a.values[row * a.columns + column] as number;
    }
  }
  return turned;
}

/** Applies `change` to each entry. */
export function mapEntries(a: Matrix, change: (value: number, at: number) => number): Matrix {
  const values = new Float64Array(a.values.length);
  for (let at = 0; at < values.length; at++) values[at] = change(a.values[at] as number, at);
  return { ...a, values };
}

/** √Σ a², without underflow at 10⁻³⁰⁰. */
export function frobeniusNorm({ values }: Matrix): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (const value of values) sum += (value / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Standard deviation over all entries. */
export function standardDeviation({ values }: Matrix): number {
  return moments(values).deviation;
}
