import { htmlElement } from "./elements.ts";
import type { PointerPanel } from "./pointer-rule.ts";

const leastPanelWidth = 290;
const gap = 24;

/** Width of each of `count` panels side by side, as many in a row as stay readable. */
export function panelWidth(width: number, count: number): number {
  const columns = Math.max(1, Math.min(count, Math.floor((width + gap) / (leastPanelWidth + gap))));
  return Math.floor((width - gap * (columns - 1)) / columns);
}

/** Small multiples: every panel under its title. */
export function arrangePanels(
  panels: readonly { readonly title: string; readonly svg: PointerPanel["svg"] | Element }[],
  width: number,
): HTMLElement {
  const list = panels.map(({ title, svg }) =>
    htmlElement("div", { class: "chart-panel" }, htmlElement("div", { class: "chart-panel-title" }, title), svg),
  );
  const columns = `grid-template-columns: repeat(auto-fill, minmax(min(100%, ${panelWidth(width, panels.length)}px), 1fr)); gap: ${gap}px`;
  return htmlElement("div", { class: "chart-panels", style: columns }, ...list);
}
