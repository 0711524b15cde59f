import * as Plot from "@observablehq/plot";
import { drawPlot } from "./draw-plot.ts";
import { svgElement } from "../../browser/elements.ts";
import type { PointerPanel } from "./pointer-rule.ts";
import { chartHeight, fontSize } from "./theme.ts";

/** What a plot of this course needs to be told: the rest is the same everywhere. */
export interface FrameOptions {
  readonly width: number;
  readonly height?: number;
  /** Kept free for labels at the lines' ends. */
  readonly marginRight: number;
  readonly marginLeft?: number;
  readonly x: Plot.ScaleOptions;
  readonly y: Plot.ScaleOptions;
  /** Above the y-axis. */
  readonly title: string;
  readonly xTitle: string;
  readonly xTicks?: number | readonly number[];
  readonly yTicks?: number | readonly number[];
  readonly xFormat?: (value: number) => string;
  readonly yFormat?: (value: number) => string;
  /** Kept free for labels at the lines' beginnings; the grid runs through below them. */
  readonly insetLeft?: number;
  readonly marks: Plot.Markish[];
}

export interface Frame {
  readonly svg: SVGSVGElement;
  readonly xAt: (value: number) => number;
  /** Within the plotted area, whatever the value. */
  readonly yAt: (value: number) => number;
  /** Edges of the plotted area, in pixels. */
  readonly area: Pick<PointerPanel, "left" | "right" | "top" | "bottom">;
  readonly stepAt: (x: number) => number;
}

const marginTop = 36;
const marginBottom = 42;

/** A plot in the house's style: y-grid only, quiet axes, units on them. */
export function drawFrame(options: FrameOptions): Frame {
  const { width, marginRight, marginLeft = 44, height = chartHeight(width) } = options;
  const plot = drawPlot({
    width,
    height,
    marginTop,
    marginBottom,
    marginLeft,
    marginRight,
    insetLeft: options.insetLeft ?? 0,
    x: options.x,
    y: options.y,
    marks: [
      Plot.gridY({ ticks: asTicks(options.yTicks), stroke: "var(--rule)", strokeOpacity: 1 }),
      Plot.axisY({
        ticks: asTicks(options.yTicks),
        tickSize: 0,
        tickFormat: options.yFormat ?? null,
        label: null,
      }),
      Plot.axisX({
        ticks: asTicks(options.xTicks),
        tickSize: 4,
        tickFormat: options.xFormat ?? null,
        label: null,
        stroke: "var(--rule)",
        color: "var(--muted)",
      }),
      ...options.marks,
    ],
  });
  const x = plot.scale("x");
  const y = plot.scale("y");
  const area = { left: marginLeft, right: width - marginRight, top: marginTop, bottom: height - marginBottom };
  addTitles(plot, area, options);
  return {
    svg: plot as SVGSVGElement,
    xAt: (value) => Number(x?.apply(value)),
    yAt: (value) => Math.min(area.bottom, Math.max(area.top, Number(y?.apply(value)))),
    stepAt: (pixel) => Math.round(Number(x?.invert?.(pixel))),
    area,
  };
}

/** Plot's own axis labels keep clear of the margins; these stand at the plotted area's edges. */
function addTitles(plot: Element, { right, bottom }: Frame["area"], { title, xTitle }: FrameOptions): void {
  plot.append(
    svgElement("text", { x: 0, y: fontSize, "text-anchor": "start", fill: "currentColor" }, title),
    svgElement("text", { x: right, y: bottom + 37, "text-anchor": "end", fill: "currentColor" }, xTitle),
  );
}

function asTicks(ticks: number | readonly number[] | undefined): number | number[] | undefined {
  return typeof ticks === "object" ? [...ticks] : ticks;
}
