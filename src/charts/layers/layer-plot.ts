import * as Plot from "@observablehq/plot";
import { drawEndLabels, labelsWidth } from "../frame/end-labels.ts";
import { drawFrame } from "../frame/plot-frame.ts";
import type { LayerPoint } from "./layer-series.ts";
import { ghostOpacity } from "../frame/theme.ts";
import { shareScale, type ValueScale } from "../frame/value-scale.ts";

/** A quantity from the net's input to its output. */
export interface LayerLine {
  /** At the line's end. */
  readonly name: string;
  readonly seeds: readonly (readonly LayerPoint[])[];
  readonly mean: readonly LayerPoint[];
  readonly stroke: string;
  readonly dash: string | undefined;
  readonly strokeWidth: number;
  /** Of a recorded run, behind the reader's own: only the mean, pale. */
  readonly isGhost?: boolean;
}

export interface LayerStyle {
  readonly scale: ValueScale;
  /** Above the value axis. */
  readonly title: string;
  /** What is counted along the other axis: "Block", "Layer". */
  readonly xTitle: string;
  /** First and last place on that axis. */
  readonly places: readonly [number, number];
  /** Longest name at a line's end, in pixels; a line without a name gets no label. */
  readonly widest?: number;
}

/** One panel, `width` pixels wide, with the lines' names at the end at which the lines are further apart. */
export function drawLayers(lines: readonly LayerLine[], style: LayerStyle, width: number): Element {
  const { scale, title, xTitle, places, widest = 90 } = style;
  const named = lines.filter(({ name }) => name !== "");
  const side = widerSide(named.length > 0 ? named : lines, scale);
  const place = { stacked: false, widest };
  const texts = lines.map(({ name }) => ({ name, value: "" }));
  const room = labelsWidth(texts, place);
  const count = places[1] - places[0];
  const frame = drawFrame({
    width,
    height: 260,
    marginLeft: scale === shareScale ? 48 : 44,
    marginRight: side === "right" ? room : 10,
    insetLeft: side === "left" ? room : 0,
    x: { domain: [...places] },
    y: { domain: [...scale.domain] },
    ...{ title, xTitle },
    xTicks: count < 5 ? Array.from({ length: count + 1 }, (_, at) => places[0] + at) : 4,
    xFormat: String,
    yTicks: scale.ticks,
    yFormat: scale.format,
    marks: lines.map((line) => lineMarks(line, scale)),
  });
  const labels = lines.flatMap(({ name, mean, stroke }) => {
    const end = mean.at(side === "left" ? 0 : -1);
    if (end === undefined || name === "") return [];
    return [{ ...{ name, value: "", stroke }, x: frame.xAt(end.at), y: frame.yAt(scale.place(end.value)) }];
  });
  const { top, bottom } = frame.area;
  drawEndLabels(frame.svg, labels, { ...place, side, top: top - 10, bottom: bottom + 4 });
  return frame.svg;
}

function lineMarks(line: LayerLine, { place }: ValueScale): Plot.Markish[] {
  const { seeds, mean, stroke, dash, strokeWidth, isGhost = false } = line;
  const opacity = isGhost ? { strokeOpacity: ghostOpacity, fillOpacity: ghostOpacity } : {};
  const at = { x: "at", y: ({ value }: LayerPoint) => place(value), stroke, ...opacity } as const;
  const thin = seeds.flatMap((points, seed) => points.map((each) => ({ ...each, seed })));
  return [
    seeds.length < 2 || isGhost ? null : Plot.line(thin, { ...at, z: "seed", strokeWidth: 1, strokeOpacity: 0.35 }),
    mean.length === 1
      ? Plot.dot(mean, { ...at, r: 3, fill: stroke })
      : Plot.line(mean, { ...at, strokeWidth, strokeDasharray: dash }),
  ];
}

function widerSide(lines: readonly LayerLine[], { place }: ValueScale): "left" | "right" {
  const spread = (end: number) => {
    const values = lines.flatMap(({ mean }) =>
      mean.slice(end, end === 0 ? 1 : undefined).map(({ value }) => place(value)),
    );
    return Math.max(...values) - Math.min(...values);
  };
  return spread(0) > spread(-1) ? "left" : "right";
}
