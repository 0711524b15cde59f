import { svgElement } from "../browser/elements.ts";
import { formatShape } from "../core/shape.ts";
import { familyStroke, fontSize } from "../charts/frame/theme.ts";
import type { Family } from "../models/graph.ts";
import { placeIn } from "./drag.ts";
import type { TraceStop } from "./trace-stops.ts";

/** The way as it is drawn: stops, what is known of them, where the image is. */
export interface TraceView {
  readonly stops: readonly TraceStop[];
  readonly known: ReadonlySet<number>;
  readonly at: number;
  readonly family: Family;
}

const tallest = 92;
/** The line on which the middles of all slabs lie. */
const ground = 136;
const height = 206;

/**
 * The whole net from left to right: a slab for each stop, as tall as its maps and as wide as it has channels, both on
 * scales of doublings. What is not known yet is a dashed box.
 * @param chosen called with the stop under a pointer that is pressed
 */
export function drawTrace(
  { stops, known, at, family }: TraceView,
  width: number,
  chosen: (at: number) => void,
): SVGSVGElement {
  const svg = svgElement("svg", {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    "font-size": fontSize,
    class: "chart-svg trace-drawing",
  });
  const pitch = width / stops.length;
  const middle = (stop: number): number => (stop + 0.5) * pitch;
  svg.append(svgElement("path", { class: "wiring-trunk", d: `M0,${ground}H${width}` }));
  stops.forEach((stop, place) => {
    if (stop.shortcut !== null) svg.append(drawShortcut(stop, middle(place), pitch, family));
  });
  stops.forEach((stop, place) => {
    const box = known.has(place) ? sizeOf(stop, pitch) : { wide: 0.5 * pitch, tall: 28 };
    const look = `trace-slab${known.has(place) ? "" : " unknown"}${place === at ? " here" : ""}`;
    const slab = svgElement("rect", {
      ...{
        class: look,
        x: middle(place) - box.wide / 2,
        y: ground - box.tall / 2,
        width: box.wide,
        height: box.tall,
        rx: 2,
      },
    });
    slab.append(svgElement("title", {}, `${stop.name}${known.has(place) ? `: ${formatShape(stop.output)}` : ""}`));
    svg.append(slab);
    if (!known.has(place) && pitch > 12) svg.append(text(middle(place), ground, "?"));
  });
  svg.append(...drawParts(stops, middle, pitch), drawMark(middle(at), stops[at], known.has(at), width));
  const choose = (event: PointerEvent): void => {
    chosen(Math.min(stops.length - 1, Math.max(0, Math.floor(placeIn(svg, event).x / pitch))));
  };
  svg.addEventListener("pointerdown", choose);
  svg.addEventListener("pointermove", (event) => {
    if (event.buttons > 0) choose(event);
  });
  return svg;
}

/** 1 pixel and 1 channel are the smallest; 224 pixels and 2,048 channels the largest. */
function sizeOf({ output }: TraceStop, pitch: number): { readonly wide: number; readonly tall: number } {
  const side = output.length === 1 ? 1 : (output[0] ?? 1);
  const channels = output.at(-1) ?? 1;
  return {
    tall: 5 + (tallest - 5) * Math.min(1, Math.log2(side) / Math.log2(224)),
    wide: Math.max(3, (pitch - 3) * Math.min(1, Math.log2(channels + 1) / 11)),
  };
}

function drawShortcut({ changesShape }: TraceStop, x: number, pitch: number, family: Family): SVGElement {
  const look = `trace-arc${changesShape ? " changes-shape" : ""}`;
  const [from, to, top] = [x - pitch / 2 + 1, x + pitch / 2 - 1, ground - tallest / 2 - 16];
  const d = `M${from},${ground}V${top + 8}Q${from},${top} ${x},${top}Q${to},${top} ${to},${top + 8}V${ground}`;
  return svgElement("path", { class: look, d, style: `stroke: ${familyStroke(family)}` });
}

function drawParts(stops: readonly TraceStop[], middle: (at: number) => number, pitch: number): SVGElement[] {
  const parts = [...new Set(stops.map(({ part }) => part))];
  return parts.map((part) => {
    const own = stops.flatMap((stop, at) => (stop.part === part ? [at] : []));
    const x = (middle(own[0] ?? 0) + middle(own.at(-1) ?? 0)) / 2;
    const room = own.length * pitch;
    const words = room > part.length * 7.4 ? part : part.replace("Stage ", "");
    return text(x, height - 10, words, "trace-part");
  });
}

/** Where the image is, and its size there if that is known. */
function drawMark(x: number, stop: TraceStop | undefined, isKnown: boolean, width: number): SVGElement {
  const words = stop === undefined ? "" : `${stop.name}: ${isKnown ? formatShape(stop.output) : "?"}`;
  const half = words.length * 3.8;
  return svgElement(
    "g",
    "trace-mark",
    svgElement("path", { d: `M${x - 6},24h12l-6,8z` }),
    text(Math.min(width - half, Math.max(half, x)), 10, words, "wiring-end"),
  );
}

function text(x: number, y: number, words: string, look = ""): SVGTextElement {
  return svgElement("text", { x, y, dy: "0.35em", "text-anchor": "middle", class: look }, words);
}
