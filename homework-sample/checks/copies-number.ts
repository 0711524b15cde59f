/** Points of a fine grid, and some far out, on both sides of zero. */
const points = Array.from({ length: 400 }, (_, at) => [(at % 20) / 3 - 3.1, Math.floor(at / 20) / 2 - 4.9]).concat([
  [-1000, 3],
  [40, -7000],
]);

/** Whether `second · relu(first · x)` gives back number `at` of every x. */
export function copies(observations: readonly unknown[], at: 0 | 1): boolean | string {
  const [first, second] = observations;
  if (!isMatrix(first) || !isMatrix(second)) return "a matrix is a list of rows of numbers";
  const wrong = points.find((x) => {
    const hidden = first.map((row) => Math.max(0, dot(row, x)));
    return !(Math.abs(dot(second[at] ?? [], hidden) - (x[at] ?? 0)) <= 1e-6);
  });
  return wrong === undefined || `x = (${wrong.join(", ")}) does not come back`;
}

function dot(row: readonly number[], x: readonly number[]): number {
  return row.length === x.length ? row.reduce((sum, weight, at) => sum + weight * (x[at] ?? 0), 0) : NaN;
}

function isMatrix(value: unknown): value is readonly (readonly number[])[] {
  if (!Array.isArray(value)) return false;
  return value.every((row) => Array.isArray(row) && row.every((each) => typeof each === "number"));
}
