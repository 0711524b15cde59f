import { svgElement } from "../browser/elements.ts";
import { familyStroke, fontSize } from "../charts/frame/theme.ts";
import type { Family } from "../models/graph.ts";
import type { DeepStop } from "./deep-units.ts";
import { placeIn } from "./drag.ts";

/** How much of the net is looked at. */
export type Zoom = "net" | "stage" | "units";

export interface DeepView {
  readonly stops: readonly DeepStop[];
  readonly at: number;
  readonly zoom: Zoom;
  readonly family: Family;
}

/** Units of the drawing that a net's unit takes at least, and how high its row is. */
const looks = { net: { cell: 9, row: 30 }, stage: { cell: 17, row: 40 }, units: { cell: 36, row: 76 } } as const;
/** Neighbours on either side that are seen closest. */
const around = 4;
const titleHeight = 22;

interface PlacedUnit {
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Units side by side, a stage below the other, each as bars for its layers (3 × 3 higher than 1 × 1) under its shortcut.
 * What has been passed is in the net's colour.
 * @param chosen called with the stop that a pointer presses or is drawn over
 */
export function drawDeep(view: DeepView, width: number, chosen: (at: number) => void): SVGSVGElement {
  const { stops, at, zoom, family } = view;
  const { row } = looks[zoom];
  const groups = groupUnits(view);
  const placed: PlacedUnit[] = [];
  const titles: SVGElement[] = [];
  let y = 0;
  let cell = 0;
  for (const { title, units } of groups) {
    const perRow = unitsPerRow(units.length, width, zoom);
    cell = Math.min(2 * looks[zoom].cell, (width - 2) / perRow);
    titles.push(svgElement("text", { x: 0, y: y + 10, dy: "0.35em", class: "deep-title" }, title));
    y += titleHeight;
    units.forEach((each, place) => {
      placed.push({ at: each, x: 1 + (place % perRow) * cell, y: y + Math.floor(place / perRow) * row });
    });
    y += Math.ceil(units.length / perRow) * row + 4;
  }
  const height = Math.max(40, y);
  const svg = svgElement("svg", {
    ...{ width, height, viewBox: `0 0 ${width} ${height}`, "font-size": fontSize, class: "chart-svg deep-drawing" },
  });
  const passed = placed.filter((each) => each.at <= at);
  const ahead = placed.filter((each) => each.at > at);
  const units = (some: readonly PlacedUnit[]) => some.map((each) => unitPath(stops[each.at], each, cell, row)).join("");
  const walked = svgElement("path", { class: "deep-units", d: units(passed) });
  walked.style.stroke = familyStroke(family);
  svg.append(...titles, svgElement("path", { class: "deep-units ahead", d: units(ahead) }), walked);
  const here = placed.find((each) => each.at === at);
  if (here !== undefined) {
    const box = { x: here.x - 0.5, y: here.y + 1, width: cell, height: row - 3, rx: 2 };
    svg.append(svgElement("rect", { class: "deep-here", ...box }));
  }
  if (zoom === "units") svg.append(...placed.map((each) => numberBelow(stops[each.at], each, cell, row)));
  listen(svg, placed, cell, row, chosen);
  return svg;
}

/** The whole net by stages, the stage that one is in, or the nearest neighbours. */
function groupUnits({ stops, at, zoom }: DeepView): { readonly title: string; readonly units: readonly number[] }[] {
  const all = stops.flatMap(({ label }, place) => (label === null ? [] : [place]));
  if (zoom === "units") {
    const nearest = Math.min(all.at(-1) ?? 0, Math.max(all[0] ?? 0, at));
    const from = Math.max(all[0] ?? 0, Math.min((all.at(-1) ?? 0) - 2 * around, nearest - around));
    return [{ title: "Nearest units", units: all.filter((each) => each >= from && each <= from + 2 * around) }];
  }
  const stageOf = (place: number): number => stops[place]?.label?.stage ?? 0;
  const here = stageOf(Math.min(all.at(-1) ?? 0, Math.max(all[0] ?? 0, at)));
  return [...new Set(all.map(stageOf))]
    .filter((stage) => zoom === "net" || stage === here)
    .map((stage) => {
      const units = all.filter((place) => stageOf(place) === stage);
      const shape = stops[units.at(-1) ?? 0]?.shape ?? [];
      return { title: `Stage ${stage}: ${units.length} units, ${shape.join(" × ")}`, units };
    });
}

/** Rows of equal length. */
function unitsPerRow(count: number, width: number, zoom: Zoom): number {
  const most = Math.max(1, Math.floor((width - 2) / looks[zoom].cell));
  return Math.ceil(count / Math.ceil(count / most));
}

/** A bar for each layer, and the shortcut over them. */
function unitPath(stop: DeepStop | undefined, { x, y }: PlacedUnit, cell: number, row: number): string {
  const kernels = stop?.kernels ?? [];
  const ground = y + groundIn(row);
  const tall = 0.4 * row;
  const pitch = (cell - 2) / (kernels.length + 1);
  const bars = kernels.map((kernel, at) => {
    const bar = tall * (kernel === 1 ? 0.55 : 1);
    return `M${(x + (at + 1) * pitch).toFixed(1)},${(ground - bar).toFixed(1)}V${ground.toFixed(1)}`;
  });
  const [from, to, top] = [x + 0.4 * pitch, x + cell - 2 - 0.4 * pitch, y + 0.2 * row];
  const arc = `M${from.toFixed(1)},${ground.toFixed(1)}V${top.toFixed(1)}H${to.toFixed(1)}V${ground.toFixed(1)}`;
  return bars.join("") + arc;
}

/** A row that has numbers leaves room for them. */
function groundIn(row: number): number {
  return row === looks.units.row ? row - 20 : 0.86 * row;
}

function numberBelow(stop: DeepStop | undefined, { x, y }: PlacedUnit, cell: number, row: number): SVGElement {
  const place = { x: x + cell / 2 - 1, y: y + row - 6, "text-anchor": "middle", class: "deep-number" };
  return svgElement("text", place, String(stop?.unit ?? ""));
}

function listen(
  svg: SVGSVGElement,
  placed: readonly PlacedUnit[],
  cell: number,
  row: number,
  chosen: (at: number) => void,
): void {
  const choose = (event: PointerEvent): void => {
    const { x, y } = placeIn(svg, event);
    const unit = placed.find((each) => x >= each.x && x < each.x + cell && y >= each.y && y < each.y + row);
    if (unit !== undefined) chosen(unit.at);
  };
  svg.addEventListener("pointerdown", choose);
  svg.addEventListener("pointermove", (event) => {
    if (event.buttons > 0) choose(event);
  });
}
