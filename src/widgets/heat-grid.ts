import { htmlElement } from "../browser/elements.ts";
import type { Matrix } from "../signals/matrices.ts";

/**
 * A matrix as cells with their numbers, coloured from blue over white to orange.
 * @param label for those who do not see it
 * @param rows how many rows are shown, from the top
 */
export function heatGrid({ values, columns, rows: all }: Matrix, label: string, rows = all): HTMLElement {
  const shown = Array.from(values.slice(0, rows * columns));
  const largest = Math.max(1e-12, ...shown.map(Math.abs));
  const cells = shown.map((value) => htmlElement("span", { style: lookOf(value / largest) }, formatCell(value)));
  const style = `grid-template-columns: repeat(${columns}, 1fr)`;
  return htmlElement("div", { class: "heat-grid", role: "img", "aria-label": label, style }, ...cells);
}

/**
 * Colours stay light enough for dark numbers: 5 to 1 at the least.
 * @param share of the largest, −1 to 1
 */
function lookOf(share: number): string {
  const end = share < 0 ? "negative" : "positive";
  const strength = Math.round(70 * Math.abs(share));
  return `background: color-mix(in srgb, var(--signed-${end}) ${strength}%, var(--signed-zero)); color: var(--on-light)`;
}

function formatCell(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text = size >= 9.95 ? size.toFixed(0) : size >= 0.1 ? size.toFixed(1) : size >= 0.01 ? size.toFixed(2) : "≈0";
  return (value < 0 && text !== "≈0" ? "−" : "") + text.replace(/^0\./, ".");
}
