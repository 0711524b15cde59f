type Point = readonly [x: number, y: number];

/** In pixels: what is drawn of a line lies nowhere further than this from where it was. */
const tolerance = 0.28;
/** Corners of a line lie on a grid of so many points to a pixel. */
const grid = 5;
/** Points that are looked at, at most, for the next corner: lines that go on straight for longer have more corners. */
const mostSkipped = 200;
/** Where so many points in a row cannot be the next corner, one further along hardly ever can. */
const mostMissed = 6;

/**
 * The same path to a fifth of a pixel, and with as few corners as its lines need so that nobody can tell them from what
 * they were.
 * @param d path data; what has other commands than absolute M, L and Z is only rounded
 */
export function lightenPath(d: string): string {
  if (!/^[MLZ\d\s,.e+-]*$/.test(d) || !d.startsWith("M")) return roundNumbers(d);
  return d
    .split(/(?=M)/)
    .map((part) => lightenLine(part))
    .join("");
}

/** To a tenth: 12.3456 is 12.3, -0.01 is 0. */
export function roundNumbers(text: string): string {
  return text.replace(/-?(?:\d+\.\d*|\.\d+|\d+)(?:e[+-]?\d+)?/g, (number) => tenth(Number(number)));
}

/** `M44,70.336L46.235,77.29Z`, with steps from point to point in the place of points: they are shorter. */
function lightenLine(part: string): string {
  const points = [...part.matchAll(/(-?[\d.]+(?:e[+-]?\d+)?)[\s,]*(-?[\d.]+(?:e[+-]?\d+)?)/g)].map(
    ([, x, y]): Point => [Number(x), Number(y)],
  );
  const [first, ...rest] = thin(points);
  if (first === undefined) return part;
  let [x, y] = first;
  const steps = rest.map(([toX, toY]) => {
    const step = pair(toX - x, toY - y);
    [x, y] = [toX, toY];
    return step;
  });
  const line = steps.length === 0 ? "" : `l${steps.join(" ")}`;
  return `M${pair(...first)}${line}${part.trimEnd().endsWith("Z") ? "Z" : ""}`;
}

/**
 * The fewest of the points, moved to the grid, that a line needs to pass all of them within the tolerance: a shortest
 * way from the first to the last (Imai and Iri 1988).
 * @returns in steps of the grid
 */
function thin(points: readonly Point[]): readonly Point[] {
  const corners = points.map(([x, y]): Point => [Math.round(grid * x), Math.round(grid * y)]);
  // From each point to the end: how many corners, and which comes next
  const counts = points.map(() => 0);
  const next = points.map((_, at) => at + 1);
  for (let from = points.length - 2; from >= 0; from--) {
    counts[from] = Infinity;
    for (const to of reachable(points, corners, from)) {
      const count = 1 + (counts[to] ?? 0);
      if (count <= (counts[from] ?? 0)) [counts[from], next[from]] = [count, to];
    }
  }
  const kept: Point[] = [];
  for (let at = 0; at < corners.length; at = next[at] ?? corners.length) kept.push(corners[at] as Point);
  return kept;
}

/** To which points a straight line from one of them passes all those between. */
function reachable(points: readonly Point[], corners: readonly Point[], from: number): readonly number[] {
  const found = [from + 1];
  const last = Math.min(points.length - 1, from + mostSkipped);
  for (let to = from + 2, missed = 0; to <= last && missed < mostMissed; to++) {
    if (isStraight(points, corners, from, to)) found.push(to);
    else missed++;
  }
  return found;
}

function isStraight(points: readonly Point[], corners: readonly Point[], from: number, to: number): boolean {
  const [start, end] = [inPixels(corners[from]), inPixels(corners[to])];
  // The last is the likeliest to be far off
  for (let at = to - 1; at > from; at--)
    if (distanceToSegment(points[at] ?? start, start, end) > tolerance) return false;
  return true;
}

function inPixels([x, y]: Point = [0, 0]): Point {
  return [x / grid, y / grid];
}

function distanceToSegment([x, y]: Point, [startX, startY]: Point, [endX, endY]: Point): number {
  const [dx, dy] = [endX - startX, endY - startY];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - startX) * dx + (y - startY) * dy) / length));
  return Math.hypot(x - startX - along * dx, y - startY - along * dy);
}

/** @param x and y in steps of the grid; a zero before the point says nothing */
function pair(x: number, y: number): string {
  return [x, y].map((steps) => tenth(steps / grid).replace(/^(-?)0\./, "$1.")).join(" ");
}

function tenth(value: number): string {
  return String(Math.round(10 * value) / 10 || 0);
}
