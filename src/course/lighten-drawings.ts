import { findDrawings } from "./find-drawings.ts";
import { lightenPath, roundNumbers } from "./lighten-path.ts";

/** Attributes whose numbers are places and lengths in the drawing's own units. */
const lengths = /\s(?:x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|dx|dy|width|height|transform|stroke-width|points)="[^"]*"/g;
/** What makes the drawing's units larger than pixels somewhere within it. */
const scaled =
  /<svg\b[\s\S]*<svg\b|\b(?:scale(?!\(1,1\))|matrix|skew[XY])\(|pathLength|<(?:marker|pattern|filter|linearGradient|radialGradient)\b/;
/** Shares of one: a hundredth is less than two of 255 levels. */
const opacities = /(\s(?:fill-|stroke-)?opacity=")(\d*\.\d+)"/g;
const pixelsPerRem = 16;
/** A reader's font may be a little larger, and the drawing with it. */
const mostScale = 1.2;

/**
 * Takes from the drawings in a chapter's recorded outputs what nobody can see: digits beyond a tenth of a pixel or a
 * hundredth of an opacity, and points of a line that lie on it. Their bytes are most of a chapter. What is drawn in the page later is whole.
 * @param html static HTML; drawings whose units are not pixels stay as they are
 */
export function lightenDrawings(html: string): string {
  let light = "";
  let end = 0;
  for (const { from, to } of findDrawings(html)) {
    light += html.slice(end, from) + lighten(html.slice(from, to));
    end = to;
  }
  return light + html.slice(end);
}

function lighten(svg: string): string {
  if (scaled.test(svg) || !isInPixels(svg)) return svg;
  const [open = ""] = /^<svg\b[^>]*>/.exec(svg) ?? [];
  const drawn = svg
    .slice(open.length)
    .replace(/(\sd=")([^"]*)"/g, (_, name: string, d: string) => `${name}${lightenPath(d)}"`)
    .replace(opacities, (_, name: string, share: string) => `${name}${Math.round(100 * Number(share)) / 100}"`)
    .replace(lengths, (attribute) => attribute.replace(/"[^"]*"/, roundNumbers));
  return open + drawn;
}

/** Whether a unit of the drawing is a pixel of the page, or less. */
function isInPixels(svg: string): boolean {
  const [, width = "", unit = "px"] = /^<svg\b[^>]*?\swidth="([\d.]+)(rem|px)?"/.exec(svg) ?? [];
  const [, units = ""] = /^<svg\b[^>]*?\sviewBox="\S+ \S+ (\S+) \S+"/.exec(svg) ?? [];
  const pixels = Number(width) * (unit === "rem" ? pixelsPerRem : 1);
  return pixels > 0 && Number(units) > 0 && pixels / Number(units) <= mostScale;
}
