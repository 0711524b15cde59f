import { svgElement } from "../browser/elements.ts";
import { formatExact, formatNumber } from "../charts/frame/number-format.ts";
import type { Claim } from "../notebook/chapter.ts";
import { meets } from "./judge.ts";

type Threshold = Pick<Claim, "atLeast" | "atMost" | "quotient">;

/** In units of the drawing, sixteen to the rem. */
const height = 40;
const lineY = 27;

/**
 * Every seed's effect on one line, with the threshold and the side of it on which the claim holds. Quotients stand on a
 * logarithmic line; infinite effects stand at the ends. Placed in percent, so that it fits any width without being
 * drawn again, and drawn as SVG, as browsers print no backgrounds.
 */
export function effectStrip(threshold: Threshold, effects: readonly number[]): SVGSVGElement {
  const bound = threshold.atLeast ?? threshold.atMost ?? 0;
  const known = effects.filter((effect) => !Number.isNaN(effect));
  const place = placeEffects(threshold, [bound, ...known]);
  const at = place(bound);
  const [from, to] = threshold.atLeast === undefined ? [0, at] : [at, 100];
  const isNearEnd = at > 60;
  const dots = known.map((effect) => {
    const look = meets(threshold, effect) ? "effect-dot meets" : "effect-dot";
    return svgElement("circle", { class: look, cx: `${place(effect)}%`, cy: lineY, r: 5 });
  });
  const label = { class: "effect-label", x: `${at}%`, dx: isNearEnd ? -6 : 6, y: 11 };
  return svgElement(
    "svg",
    { class: "effect-strip", role: "img", "aria-label": describeStrip(known), width: "100%", height },
    svgElement("rect", { class: "effect-side", x: `${from}%`, y: 16, width: `${to - from}%`, height: 20, rx: 3 }),
    svgElement("line", { class: "effect-line", x1: 0, x2: "100%", y1: lineY, y2: lineY }),
    svgElement("line", { class: "effect-bound", x1: `${at}%`, x2: `${at}%`, y1: 6, y2: 38 }),
    svgElement(
      "text",
      { ...label, "text-anchor": isNearEnd ? "end" : "start" },
      `${threshold.atLeast === undefined ? "≤" : "≥"} ${formatExact(bound)}`,
    ),
    ...dots,
  );
}

function describeStrip(effects: readonly number[]): string {
  return `Effects by seed: ${effects.map((each) => formatNumber(each)).join(", ")}`;
}

/**
 * Percent along the line, with a margin at both ends; threshold and all effects are on it. A line of differences shows
 * zero too; one of quotients is logarithmic, where all are above zero.
 */
function placeEffects({ quotient }: Threshold, values: readonly number[]): (value: number) => number {
  const isLogarithmic = quotient === true && values.every((value) => value > 0);
  const scale = isLogarithmic ? Math.log : (value: number) => value;
  const placed = [...values.filter(Number.isFinite), ...(isLogarithmic ? [] : [0])].map(scale);
  const low = Math.min(...placed);
  const span = Math.max(...placed) - low || 1;
  return (value) => Math.round(10 * Math.min(98, Math.max(2, 5 + (90 * (scale(value) - low)) / span))) / 10;
}
