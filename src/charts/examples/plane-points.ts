import { refuse } from "../../core/errors.ts";
import type { Examples } from "../../training/contract/protocol.ts";
import { groupBy } from "../../core/group-by.ts";

export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/** The points of one class. */
export interface ClassPoints {
  readonly label: number;
  readonly name: string;
  readonly points: readonly PlanePoint[];
}

/** Each class has its own symbol too, so that colour is not needed to tell them apart. */
const symbols = ["circle", "triangle", "square", "diamond", "star", "cross"] as const;
const colours = 3;

export function classSymbol(label: number): (typeof symbols)[number] {
  return symbols[label % symbols.length] ?? "circle";
}

/** CSS that follows the page's theme without a redraw. */
export function classColour(label: number): string {
  return `var(--chart-class-${(label % colours) + 1})`;
}

/**
 * The classes of labelled points in the plane, in their order.
 * @throws CourseError if the examples are none
 */
export function readPlanePoints(where: string, { labels, shape, inputs, classNames }: Examples): ClassPoints[] {
  if (labels === null || shape.length !== 1 || shape[0] !== 2) {
    throw refuse(
      where,
      `expected labelled points with 2 features, got examples of shape ${shape.join(" × ")}`,
      "Pass examples of spiral(); for images use examplesChart.",
    );
  }
  const points = Array.from(labels, (label, at) => ({ label, x: inputs[2 * at] ?? 0, y: inputs[2 * at + 1] ?? 0 }));
  return [...groupBy(points, ({ label }) => label)]
    .sort(([a], [b]) => a - b)
    .map(([label, members]) => ({ label, name: classNames?.[label] ?? `class ${label}`, points: members }));
}
