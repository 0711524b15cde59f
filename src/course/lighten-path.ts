type Point = readonly [x: number, y: number];

/** In pixels: a line that is thinned lies nowhere further than this from where it was. */
const tolerance = 0.2;

/**
 * The same path to a tenth of a pixel, and without the points of its lines that cannot be told from the line between
 * their neighbours.
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
  const [first, ...rest] = thin(points).map(([x, y]): Point => [Math.round(10 * x), Math.round(10 * y)]);
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

/** Douglas and Peucker 1973: the points without which the line would be somewhere else. */
function thin(points: readonly Point[]): readonly Point[] {
  const kept = new Set([0, points.length - 1]);
  const open: (readonly [from: number, to: number])[] = [[0, points.length - 1]];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const [from, to] = part;
    const far = farthest(points, from, to);
    if (far === null) continue;
    kept.add(far);
    open.push([from, far], [far, to]);
  }
  return points.filter((_, at) => kept.has(at));
}

/** Which point between two others is farthest from the line between these; null where none is far enough to be seen. */
function farthest(points: readonly Point[], from: number, to: number): number | null {
  const [start, end] = [points[from], points[to]];
  if (start === undefined || end === undefined) return null;
  let far: number | null = null;
  let most = tolerance;
  for (let at = from + 1; at < to; at++) {
    const distance = distanceToSegment(points[at] ?? start, start, end);
    if (distance > most) [far, most] = [at, distance];
  }
  return far;
}

function distanceToSegment([x, y]: Point, [startX, startY]: Point, [endX, endY]: Point): number {
  const [dx, dy] = [endX - startX, endY - startY];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - startX) * dx + (y - startY) * dy) / length));
  return Math.hypot(x - startX - along * dx, y - startY - along * dy);
}

/** @param x and y in tenths */
function pair(x: number, y: number): string {
  return `${tenth(x / 10)} ${tenth(y / 10)}`;
}

function tenth(value: number): string {
  return String(Math.round(10 * value) / 10 || 0);
}
