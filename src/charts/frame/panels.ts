import { htmlElement } from "../../browser/elements.ts";
import { inRem } from "./text-scale.ts";
import type { PointerPanel } from "./pointer-rule.ts";

/** Three stand side by side where a figure goes wide. */
const leastPanelWidth = 280;
const gap = 24;

/** Width of each of `count` panels side by side: as many in a row as stay readable, and rows of about equal length. */
export function panelWidth(width: number, count: number, least = leastPanelWidth): number {
  const most = Math.max(1, Math.min(count, Math.floor((width + gap) / (least + gap))));
  const columns = Math.ceil(count / Math.ceil(count / most));
  return Math.floor((width - gap * (columns - 1)) / columns);
}

/** Small multiples: every panel under its title. */
export function arrangePanels(
  panels: readonly { readonly title: string; readonly svg: PointerPanel["svg"] | Element }[],
  width: number,
  least = leastPanelWidth,
): HTMLElement {
  const list = panels.map(({ title, svg }) =>
    htmlElement("div", { class: "chart-panel" }, htmlElement("div", { class: "chart-panel-title" }, title), svg),
  );
  const columns = `grid-template-columns: repeat(auto-fill, minmax(min(100%, ${inRem(panelWidth(width, panels.length, least))}), 1fr)); gap: ${inRem(gap)}`;
  return htmlElement("div", { class: "chart-panels", style: columns }, ...list);
}
