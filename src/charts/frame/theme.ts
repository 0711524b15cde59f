import type { Family } from "../../models/graph.ts";

const dashes: Readonly<Record<Family, string | undefined>> = {
  plain: "7 4",
  residual: undefined,
  bottleneck: "9 4 2 4",
  "pre-activation": "2 4",
  other: "14 4",
};

/** Every text of a chart, in units of the drawing, sixteen to the rem: nothing may be smaller. */
export const fontSize = 13;

/** The dash that a family keeps through the whole course, as an SVG dash array; undefined is solid. */
export function familyDash(family: Family): string | undefined {
  return dashes[family];
}

/**
 * The colour that a family keeps through the whole course, as CSS that follows the page's theme without a redraw.
 * @param strength 0 … 1: within a family, deeper nets stand out more; 0 is the family's own colour in light mode
 */
export function familyStroke(family: Family, strength = 0): string {
  const share = Math.round(100 * Math.min(1, Math.max(0, strength)));
  if (share === 0) return `var(--chart-${family})`;
  return `color-mix(in oklab, var(--chart-${family}-deep) ${share}%, var(--chart-${family}))`;
}

/** Of what is drawn of a recorded run behind the reader's own. */
export const ghostOpacity = 0.38;

/** How a line is drawn. */
export interface LineLook {
  readonly stroke: string;
  /** SVG dash array; undefined is solid. */
  readonly dash: string | undefined;
}

const seriesFamilies = ["plain", "residual", "bottleneck", "pre-activation"] as const;

/**
 * Colours and dashes for nets that differ in something else than their family or depth: the activation function, the
 * start. A single one has no need of a dash.
 */
export function seriesLook(at: number, count: number): LineLook {
  if (count === 1) return { stroke: "var(--chart-residual)", dash: undefined };
  const family = seriesFamilies[at % seriesFamilies.length] ?? "plain";
  const deep = at >= seriesFamilies.length ? "-deep" : "";
  return { stroke: `var(--chart-${family}${deep})`, dash: familyDash(family) };
}

/** A stroke's colour, dark enough to read as text. */
export function textTint(stroke: string): string {
  return `color-mix(in oklab, ${stroke}, var(--ink) 55%)`;
}

/** Options that every plot shares: the interface's typeface, and a ground of the page's own. */
export const plotStyle = {
  fontFamily: "var(--font-ui)",
  fontSize: `${fontSize}px`,
  background: "none",
  overflow: "visible",
} as const;

/** Height of a chart that is `width` pixels wide. */
export function chartHeight(width: number): number {
  return Math.round(Math.min(380, Math.max(260, 0.5 * width)));
}

/** Width of a text in the interface's typeface, estimated: text cannot be measured before it is on the page. */
export function estimateTextWidth(text: string): number {
  return Math.ceil(text.length * fontSize * 0.56);
}
