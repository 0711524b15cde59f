import { traceRegion } from "../../charts/analyses/trace-region.ts";
import type { PlanePoint } from "../../charts/examples/plane-points.ts";
import type { PlaneMap } from "./pair-frame.ts";

const classCount = 3;

/** Tenths of a probability from which a class's colour is one shade stronger. */
const shades = [0, 4, 6, 8];
export const shadeCount = shades.length;

/** The side of a map's drawing, in half steps of its grid. */
export function planeSide(resolution: number): number {
  return 2 * (resolution - 1);
}

/** One SVG path for each class and shade, those of a class one after the other; drawings count from above. */
export function planePaths({ classes, tenths }: PlaneMap): readonly string[] {
  const [chosen, sure] = [[...classes].reverse(), [...tenths].reverse()];
  return Array.from({ length: classCount }, (_, label) =>
    shades.map((least) =>
      traceRegion(chosen.length, chosen.length, (row, column) => {
        return chosen[row]?.[column] === String(label) && Number(sure[row]?.[column]) >= least;
      }),
    ),
  ).flat();
}

/**
 * All points of a class as one path of marks: discs, triangles and squares, so that colour is not needed to tell them apart.
 * @param span half a side of the plane; @param side of the drawing
 */
export function pointPath(
  label: number,
  points: readonly PlanePoint[],
  { span, side }: { span: number; side: number },
) {
  const at = (value: number): string => (((value / span + 1) * side) / 2).toFixed(1);
  const marks = ["h0", "m0-.7l.7 1.3h-1.4z", "h0"];
  return points.map(({ x, y }) => `M${at(x)} ${at(-y)}${marks[label] ?? "h0"}`).join("");
}
