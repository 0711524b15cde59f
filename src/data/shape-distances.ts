/**
 * Signed distance from a point to the outline of a shape: negative inside. Coordinates (u, v) have the shape's centre
 * at 0 and its radius as unit, v pointing down. Outside a corner some fall short of the true distance, which only the
 * width of the smoothed edge shows.
 */
export type Distance = (u: number, v: number) => number;

/** The ten classes of Shapes-10, in the order of their labels. */
export const shapeDistances: Readonly<Record<string, Distance>> = {
  disc: (u, v) => length(u, v) - 0.85,
  ring: (u, v) => Math.abs(length(u, v) - 0.7) - 0.2,
  square: (u, v) => box(u, v, 0.74, 0.74),
  triangle,
  plus: (u, v) => Math.min(box(u, v, 0.95, 0.28), box(u, v, 0.28, 0.95)),
  star,
  moon: (u, v) => Math.max(length(u, v) - 0.95, 0.72 - length(u - 0.5, v)),
  dumbbell: (u, v) => Math.min(length(Math.abs(u) - 0.6, v) - 0.4, box(u, v, 0.6, 0.12)),
  bar: (u, v) => box(u, v, 1, 0.27),
  corner: (u, v) => Math.min(box(u + 0.5, v, 0.25, 0.75), box(u, v - 0.5, 0.75, 0.25)),
};

/** Math.hypot guards against overflow, which costs more than all else here. */
function length(u: number, v: number): number {
  return Math.sqrt(u * u + v * v);
}

function box(u: number, v: number, halfWidth: number, halfHeight: number): number {
  return Math.max(Math.abs(u) - halfWidth, Math.abs(v) - halfHeight);
}

/** Equilateral, one tip down: behind the edges whose normals point at 90°, 210° and 330° lies distance 0.5. */
function triangle(u: number, v: number): number {
  const slanted = (Math.sqrt(3) / 2) * Math.abs(u) + v / 2;
  return Math.max(slanted, -v) - 0.5;
}

const tipRadius = 1.05;
const innerX = 0.42 * Math.cos(Math.PI / 5);
const innerY = 0.42 * Math.sin(Math.PI / 5);
const edgeLength = length(innerX - tipRadius, innerY);

/** Five tips, one up: angles are folded into the tenth between a tip and a dent, where one straight edge is left. */
function star(u: number, v: number): number {
  const fifth = (2 * Math.PI) / 5;
  const angle = Math.atan2(u, -v);
  const folded = Math.abs(angle - fifth * Math.round(angle / fifth));
  const radius = length(u, v);
  const x = radius * Math.cos(folded);
  const y = radius * Math.sin(folded);
  return (innerY * (x - tipRadius) + (tipRadius - innerX) * y) / edgeLength;
}
