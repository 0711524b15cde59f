/** A corner of an outline, in half steps of the grid: the point in row r and column c lies at (2c, 2r). */
type Corner = readonly [x: number, y: number];

/** Midpoints of the sides of a square of four points, from its upper left point. */
const top: Corner = [1, 0];
const right: Corner = [2, 1];
const bottom: Corner = [1, 2];
const left: Corner = [0, 1];

/**
 * Pieces of outline within a square of four points, by which of them are inside: 1 the upper left, 2 the upper right,
 * 4 the lower right, 8 the lower left. The inside lies to the right of every piece.
 */
const pieces: readonly (readonly (readonly [Corner, Corner])[])[] = [
  [], [[top, left]], [[right, top]], [[right, left]], [[bottom, right]], [[top, left], [bottom, right]],
  [[bottom, top]], [[bottom, left]], [[left, bottom]], [[top, bottom]], [[right, top], [left, bottom]],
  [[right, bottom]], [[left, right]], [[top, right]], [[left, top]], [],
]; // prettier-ignore

/**
 * Outlines of the points of a grid that are inside, as the text of an SVG path in half steps of the grid. Corners are
 * cut. What is at the grid's edge goes on beyond it by a step, to be clipped.
 */
export function traceRegion(rows: number, columns: number, isInside: (row: number, column: number) => boolean): string {
  const within = (row: number, column: number): boolean => {
    if (row < -1 || column < -1 || row > rows || column > columns) return false;
    return isInside(clamp(row, rows), clamp(column, columns));
  };
  const next = new Map<string, Corner>();
  for (let row = -2; row <= rows; row++) {
    for (let column = -2; column <= columns; column++) {
      const [upper, lower] = [row, row + 1].map((each) => [within(each, column), within(each, column + 1)] as const);
      const inside = [upper?.[0], upper?.[1], lower?.[1], lower?.[0]];
      const code = inside.reduce((sum, isIn, bit) => sum + (isIn === true ? 2 ** bit : 0), 0);
      const move = ([x, y]: Corner): Corner => [2 * column + x, 2 * row + y];
      for (const [from, to] of pieces[code] ?? []) next.set(String(move(from)), move(to));
    }
  }
  return joinPieces(next);
}

function clamp(at: number, count: number): number {
  return Math.min(count - 1, Math.max(0, at));
}

/** Follows the pieces from corner to corner until nothing is left. Every corner begins one piece and ends one. */
function joinPieces(next: Map<string, Corner>): string {
  const paths: string[] = [];
  for (const start of next.keys()) {
    const corners: Corner[] = [];
    for (let at = next.get(start); at !== undefined; at = next.get(String(at))) {
      next.delete(corners.length === 0 ? start : String(corners.at(-1)));
      corners.push(at);
    }
    paths.push(writePath(corners));
  }
  return paths.join("");
}

/** Relative moves, with those in one direction joined: a fifth of the text that a list of all corners would be. */
function writePath(corners: readonly Corner[]): string {
  const [first = [0, 0]] = corners;
  let text = `M${first[0]} ${first[1]}`;
  let run: Corner = [0, 0];
  const flush = (): void => {
    const [x, y] = run;
    if (x === 0 && y === 0) return;
    text += y === 0 ? `h${x}` : x === 0 ? `v${y}` : `l${x}${y < 0 ? "" : " "}${y}`;
    run = [0, 0];
  };
  corners.forEach(([x, y], at) => {
    const [fromX, fromY] = corners[at - 1] ?? first;
    const [stepX, stepY] = [x - fromX, y - fromY];
    // The same direction, whatever the length
    if (run[0] * stepY !== run[1] * stepX || run[0] * stepX + run[1] * stepY < 0) flush();
    run = [run[0] + stepX, run[1] + stepY];
  });
  flush();
  return `${text}z`;
}
