import { svgElement } from "../../browser/elements.ts";
import type { CellState } from "../../host/cell/cell-state.ts";

/** Outlines on a 16 × 16 grid. Each state has its own shape, so that none is told by colour alone. */
const outlines: Readonly<Record<CellState["kind"] | "stop" | "pause" | "resume", string>> = {
  idle: "M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10",
  "not-run": "M5 3l8 5l-8 5z",
  recorded: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 6a2 2 0 1 0 0 4a2 2 0 1 0 0-4",
  waiting: "M4 2h8M4 14h8M5 2c0 4 6 8 6 12M11 2c0 4-6 8-6 12",
  queued: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 5v3l2 2",
  running: "M3 13l3-5l3 3l4-8",
  paused: "M5.5 3v10M10.5 3v10",
  done: "M3 8.5l3.5 3.5l6.5-8",
  stopped: "M4 4h8v8h-8z",
  stale: "M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3",
  error: "M8 2l6.5 11.5h-13zM8 6.5v3.5M8 11.5v.5",
  stop: "M4 4h8v8h-8z",
  pause: "M5.5 3v10M10.5 3v10",
  resume: "M5 3l8 5l-8 5z",
};

/** A drawing to stand beside the word that says the same. */
export function drawIcon(name: keyof typeof outlines): SVGSVGElement {
  const outline = svgElement("path", { d: outlines[name] });
  return svgElement("svg", { viewBox: "0 0 16 16", class: "cell-icon", "aria-hidden": "true" }, outline);
}
