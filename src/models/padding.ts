import { choice, either, integer } from "../core/kinds.ts";
import { refuse } from "../core/errors.ts";

/** What an option `padding` takes: tf's words, or zero pixels on each side. */
export type Padding = "same" | "valid" | number;

export const paddingKind = either(
  { kind: choice("same", "valid"), accepts: (value) => typeof value === "string" },
  { kind: integer({ least: 0, unit: "pixels" }), accepts: (value) => typeof value === "number" },
);

/**
 * Pixels on each side. "same" keeps the size at stride 1, which takes a window with a centre; "valid" adds none.
 * @param size side of the window, in pixels
 */
export function pixelsOf(where: string, padding: Padding, size: number, name: string): number {
  if (typeof padding === "number") return padding;
  if (padding === "valid") return 0;
  if (size % 2 === 1) return (size - 1) / 2;
  throw refuse(
    where,
    `a ${name} of even side (${size}) has no centre, so the padding cannot be chosen for you`,
    `Use an odd ${name} or pass padding: "valid" or pixels.`,
  );
}
