import type { DecisionPlane } from "../../training/contract/analyses.ts";
import { svgElement } from "../../browser/elements.ts";
import { classColour, classSymbol, type ClassPoints } from "../examples/plane-points.ts";
import { placeRegionLabels, type RegionPlace } from "./region-labels.ts";
import { estimateTextWidth, fontSize } from "../frame/theme.ts";
import { traceRegion } from "./trace-region.ts";

/** Tenths of a probability at which a colour becomes stronger: five shades, each laid over those before. */
const tenthsShown = [0, 4, 6, 8, 9];
const strengthOfShade = 0.13;
/** Units of the drawing from the square's middle to its sides: points are placed in whole ones. */
const unitsPerSpan = 500;

/** One net's square, `width` pixels wide and high, up to `span` both ways: regions by class, and points over them. */
export function drawRegions(
  plane: DecisionPlane,
  points: readonly ClassPoints[],
  { width, span }: { readonly width: number; readonly span: number },
): SVGSVGElement {
  // Drawings count from above, planes from below
  const [classes, tenths] = [[...plane.classes].reverse(), [...plane.tenths].reverse()];
  const places = placeRegionLabels(classes, (1.1 * fontSize * classes.length) / width);
  const step = (plane.span * width) / (span * (classes.length - 1));
  const from = width / 2 - (step * (classes.length - 1)) / 2;
  return svgElement(
    "svg",
    { ...{ width, height: width, viewBox: `0 0 ${width} ${width}`, class: "chart-svg" }, style: fontStyle },
    shadeRegions({ ...plane, classes, tenths }, { width, span }),
    drawPoints(points, { width, span }),
    ...places.map((place) => nameRegion(plane.classNames[place.label] ?? "", place, { width, step, from })),
  );
}

const fontStyle = `font: ${fontSize}px var(--font-ui)`;

interface Frame {
  readonly width: number;
  readonly span: number;
}

/** Regions of the classes with their outlines, and the parts of them where the net is surer. */
function shadeRegions({ classes, tenths, span: reach, classNames }: DecisionPlane, { width, span }: Frame): SVGElement {
  const count = classes.length;
  // In half steps of the grid, as regions are traced
  const half = ((count - 1) * span) / reach;
  const groups = classNames.map((_, label) => {
    const shades = tenthsShown.map((least) =>
      traceRegion(count, count, (row, column) => {
        return classes[row]?.[column] === String(label) && Number(tenths[row]?.[column]) >= least;
      }),
    );
    return svgElement(
      "g",
      { fill: classColour(label), "fill-opacity": strengthOfShade, "fill-rule": "evenodd" },
      ...shades.map((d, at) => svgElement("path", { d, class: at === 0 ? "region-outline" : null })),
    );
  });
  const box = `${count - 1 - half} ${count - 1 - half} ${2 * half} ${2 * half}`;
  return svgElement("svg", { width, height: width, viewBox: box, overflow: "hidden" }, ...groups);
}

/** All points of a class in one path: hundreds of elements in each panel would be heavy to send and to draw. */
function drawPoints(classes: readonly ClassPoints[], { width, span }: Frame): SVGElement {
  const size = Math.round((2 * unitsPerSpan * Math.max(1.3, width / 160)) / width);
  const scale = (value: number): number => Math.round((value / span) * unitsPerSpan);
  const paths = classes.map(({ label, points }) => {
    const colour = `color-mix(in oklab, ${classColour(label)}, var(--ink) 45%)`;
    const at = points.map(({ x, y }) => `M${scale(x)} ${scale(-y)}`);
    if (classSymbol(label) === "triangle") {
      const triangle = `m0-${size}l${size} ${2 * size}h-${2 * size}z`;
      return svgElement("path", { d: at.map((move) => move + triangle).join(""), fill: colour });
    }
    // A line without a length shows its ends only: a disc, or a square
    const isRound = classSymbol(label) === "circle";
    const ends = { "stroke-width": (isRound ? 2 : 1.8) * size, "stroke-linecap": isRound ? "round" : "square" };
    return svgElement("path", { d: at.map((move) => `${move}h0`).join(""), stroke: colour, ...ends });
  });
  const box = `-${unitsPerSpan} -${unitsPerSpan} ${2 * unitsPerSpan} ${2 * unitsPerSpan}`;
  return svgElement("svg", { width, height: width, viewBox: box }, ...paths);
}

interface Grid {
  readonly width: number;
  /** Pixels from one point of the grid to the next, and where the first one is. */
  readonly step: number;
  readonly from: number;
}

/** Kept within the drawing. */
function nameRegion(name: string, { label, row, column }: RegionPlace, { width, step, from }: Grid): SVGElement {
  const fill = `color-mix(in oklab, ${classColour(label)}, var(--ink) 60%)`;
  const room = estimateTextWidth(name) / 2 + 4;
  const x = Math.min(width - room, Math.max(room, from + step * column));
  const place = { x: x.toFixed(1), y: (from + step * row).toFixed(1), dy: "0.35em", "text-anchor": "middle" };
  return svgElement("text", { ...place, class: "region-name", fill }, name);
}
