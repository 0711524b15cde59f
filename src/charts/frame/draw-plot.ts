import * as Plot from "@observablehq/plot";
import { plotStyle } from "./theme.ts";

/**
 * A plot in the interface's typeface. Plot puts a `<style>` into every drawing; inserting one makes the browser look
 * at the styles of the whole page again, ten times a second while a training runs. charts.css has those rules instead.
 */
export function drawPlot(options: Plot.PlotOptions): (SVGSVGElement | HTMLElement) & Plot.Plot {
  const plot = Plot.plot({ ...options, className: "chart-svg", style: plotStyle });
  plot.querySelector("style")?.remove();
  // The figure says in words what the drawing shows; names of single marks would only be in the way.
  for (const mark of plot.querySelectorAll("[aria-label]")) {
    // Of a drawing that is withheld only this is shown
    if (/^(?:y-grid|x-axis)/.test(mark.getAttribute("aria-label") ?? "")) mark.classList.add("chart-frame");
    mark.removeAttribute("aria-label");
  }
  return plot;
}
