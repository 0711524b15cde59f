import { svgElement } from "../browser/elements.ts";
import { familyStroke, fontSize } from "../charts/frame/theme.ts";
import type { Designed, DesignedPart } from "./design-value.ts";

/** How large the drawing draws: held while a hand moves a stage, so that it moves with the hand. */
export interface DesignScale {
  /** Units of the drawing for a block. */
  readonly perBlock: number;
  /** Units of the drawing for a multiply-add of one block. */
  readonly perCost: number;
}

const top = 30;
const ground = 226;
const height = 274;
const left = 52;
const gap = 3;
/** Share of the width, and of the height, that is left for a stage to grow into. */
const fill = { across: 0.86, up: 0.72 };

/** The scale at which a design fills the drawing, or the held one as long as everything has room in it. */
export function scaleFor({ parts }: Designed, width: number, held: DesignScale | null): DesignScale {
  const blocks = parts.reduce((count, part) => count + blocksIn(part), 0);
  const tallest = Math.max(...parts.map(costOfBlock));
  const across = width - left - 16 - gap * parts.length;
  if (held !== null && held.perBlock * blocks <= across && held.perCost * tallest <= ground - top) return held;
  return { perBlock: (fill.across * across) / blocks, perCost: (fill.up * (ground - top)) / tallest };
}

/**
 * A block is as wide as every other one and as high as it costs, so that the area of a stage is its multiply-adds. Each
 * stage has a handle at its corner: across for blocks, up for filters.
 */
export function drawDesign({ parts, net }: Designed, { perBlock, perCost }: DesignScale, width: number): SVGSVGElement {
  const svg = svgElement("svg", {
    ...{ width, height, viewBox: `0 0 ${width} ${height}`, "font-size": fontSize, class: "chart-svg design-drawing" },
  });
  svg.append(text(0, 12, "One block’s multiply-adds, in millions", "start"), ...drawGrid(perCost, width));
  let x = left;
  const handles: SVGElement[] = [];
  const names: SVGElement[] = [];
  parts.forEach((part) => {
    const wide = Math.max(1.5, blocksIn(part) * perBlock);
    const tall = Math.max(1, costOfBlock(part) * perCost);
    const look = part.blocks > 0 ? "design-stage" : "design-end";
    const shape = { x, y: ground - tall, width: wide, height: tall };
    const area = svgElement("rect", { class: look, ...shape, style: `--stroke: ${familyStroke(net.family)}` });
    area.append(svgElement("title", {}, `${part.stage}: ${inMillions(part.multiplyAdds)} million multiply-adds`));
    svg.append(area);
    if (part.blocks > 0) {
      handles.push(handle(x + wide, ground - tall, part.stage));
      names.push(text(x + wide / 2, ground + 16, nameFor(part.stage, wide), "middle"));
    }
    x += wide + gap;
  });
  svg.append(
    svgElement("path", { class: "design-ground", d: `M${left},${ground}H${width}` }),
    ...names,
    text(width, height - 12, "Blocks, side by side; an area is a stage’s cost", "end", "design-note"),
    ...handles,
  );
  return svg;
}

/** Stem and head count as a block each. */
function blocksIn({ blocks }: DesignedPart): number {
  return Math.max(1, blocks);
}

function costOfBlock(part: DesignedPart): number {
  return part.multiplyAdds / blocksIn(part);
}

function drawGrid(perCost: number, width: number): SVGElement[] {
  const highest = (ground - top) / perCost;
  const step = stepFor(highest / 4);
  const ticks = Array.from({ length: Math.floor(highest / step) + 1 }, (_, at) => at * step);
  return ticks.flatMap((tick) => {
    const y = ground - tick * perCost;
    const line = svgElement("path", { class: "design-grid", d: `M${left},${y}H${width}` });
    return [line, text(left - 8, y, inMillions(tick), "end")];
  });
}

/** 1, 2 or 5 times a power of ten. */
function stepFor(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10);
}

function handle(x: number, y: number, stage: string): SVGElement {
  return svgElement(
    "g",
    { class: "design-handle", "data-stage": stage.replace("Stage ", "") },
    svgElement("circle", { class: "design-grip", cx: x, cy: y, r: 20 }),
    svgElement("circle", { class: "design-pin", cx: x, cy: y, r: 6 }),
  );
}

function nameFor(stage: string, room: number): string {
  return room > 52 ? stage : stage.replace("Stage ", "");
}

/** `231`, `0.27`. */
function inMillions(count: number): string {
  return Number((count / 1e6).toPrecision(3)).toLocaleString("en-US");
}

function text(x: number, y: number, words: string, anchor: "start" | "middle" | "end", look = ""): SVGTextElement {
  return svgElement("text", { x, y, dy: "0.35em", "text-anchor": anchor, class: look }, words);
}
