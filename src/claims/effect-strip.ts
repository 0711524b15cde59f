import { htmlElement } from "../browser/elements.ts";
import { formatExact, formatNumber } from "../charts/frame/number-format.ts";
import type { Claim } from "../notebook/chapter.ts";
import { meets } from "./judge.ts";

type Threshold = Pick<Claim, "atLeast" | "atMost">;

/**
 * Every seed's effect on one line, with the threshold and the side of it on which the claim holds. Infinite effects
 * stand at the ends. Placed in percent, so that it fits any width without being drawn again.
 */
export function effectStrip(threshold: Threshold, effects: readonly number[]): HTMLElement {
  const bound = threshold.atLeast ?? threshold.atMost ?? 0;
  const known = effects.filter((effect) => !Number.isNaN(effect));
  const place = placeOnLine([bound, 0, ...known.filter(Number.isFinite)]);
  const at = place(bound);
  const side = threshold.atLeast === undefined ? `left: 0; right: ${100 - at}%` : `left: ${at}%; right: 0`;
  const dots = known.map((effect) => {
    const className = meets(threshold, effect) ? "effect-dot meets" : "effect-dot";
    return htmlElement("span", { class: className, style: `left: ${place(effect)}%` });
  });
  const label = threshold.atLeast === undefined ? `≤ ${formatExact(bound)}` : `≥ ${formatExact(bound)}`;
  return htmlElement(
    "div",
    {
      class: "effect-strip",
      role: "img",
      "aria-label": `Effects by seed: ${known.map((each) => formatNumber(each)).join(", ")}`,
    },
    htmlElement("span", { class: "effect-side", style: side }),
    htmlElement("span", { class: "effect-line" }),
    htmlElement("span", { class: "effect-bound", style: `left: ${at}%` }),
    htmlElement("span", { class: at > 70 ? "effect-label before" : "effect-label", style: `left: ${at}%` }, label),
    ...dots,
  );
}

/** Percent along the line, with a margin at both ends; threshold, zero and all effects are on it. */
function placeOnLine(values: readonly number[]): (value: number) => number {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = high - low || 1;
  return (value) => Math.round(10 * Math.min(98.5, Math.max(1.5, 5 + (90 * (value - low)) / span))) / 10;
}
