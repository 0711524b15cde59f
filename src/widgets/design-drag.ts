import type { DesignedStage } from "../models/design.ts";
import type { DesignScale } from "./design-drawing.ts";
import { placeIn, type Place } from "./drag.ts";

export const mostBlocks = 64;
export const mostFilters = 1024;
/** Filters are dragged in steps; what is typed can be any number. */
const filterStep = 8;

export interface DesignHands {
  readonly stages: () => readonly DesignedStage[];
  readonly scale: () => DesignScale;
  /** Called on every move with the stage as it is now. */
  readonly moved: (stage: number, now: DesignedStage) => void;
  readonly released: () => void;
}

interface Grab {
  readonly stage: number;
  readonly from: Place;
  readonly start: DesignedStage;
  readonly scale: DesignScale;
  /** Units of the drawing from the ground to the stage's top. */
  readonly tall: number;
}

/**
 * Lets stages be dragged at their handles. The drawing is replaced while a hand moves, so that the place that holds it
 * listens, and keeps the pointer.
 */
export function makeStagesDraggable(place: HTMLElement, { stages, scale, moved, released }: DesignHands): void {
  let grab: Grab | null = null;
  const drawing = (): SVGSVGElement | null => place.querySelector("svg");
  place.addEventListener("pointerdown", (event) => {
    const handle = (event.target as Element).closest<SVGGElement>(".design-handle");
    const svg = drawing();
    const stage = Number(handle?.dataset["stage"] ?? 0) - 1;
    const start = stages()[stage];
    if (svg === null || start === undefined || event.button !== 0) return;
    event.preventDefault();
    place.setPointerCapture(event.pointerId);
    const area = svg.querySelectorAll(".design-stage")[stage];
    const tall = Number(area?.getAttribute("height") ?? 1);
    grab = { stage, from: placeIn(svg, event), start, scale: scale(), tall };
  });
  place.addEventListener("pointermove", (event) => {
    const svg = drawing();
    if (grab === null || svg === null) return;
    moved(grab.stage, stageAt(grab, placeIn(svg, event)));
  });
  const finish = (): void => {
    if (grab === null) return;
    grab = null;
    released();
  };
  place.addEventListener("pointerup", finish);
  place.addEventListener("pointercancel", finish);
}

/** Across: one block for each block's width. Up: a 3 × 3 convolution costs as the square of its filters. */
function stageAt({ from, start, scale, tall }: Grab, to: Place): DesignedStage {
  const blocks = start.blocks + Math.round((to.x - from.x) / scale.perBlock);
  const height = Math.max(1, tall + from.y - to.y);
  const filters = start.filters * Math.sqrt(height / tall);
  const step = start.filters < 2 * filterStep ? 1 : filterStep;
  const stays = Math.abs(to.y - from.y) < 4;
  return {
    ...start,
    blocks: Math.min(mostBlocks, Math.max(1, blocks)),
    filters: stays ? start.filters : Math.min(mostFilters, Math.max(step, step * Math.round(filters / step))),
  };
}
