/** The value axis of a drawn figure. */
export interface ValueScale {
  /** 0 at the bottom of the axis, 1 at its top; values beyond are at the ends. */
  shareOf(value: number): number;
  valueAt(share: number): number;
  /** Edges of the plotted area, in the drawing's units. */
  readonly area: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** Where the curves begin. */
  readonly start: number;
}

/** Reads what a chart that asks for a curve's end says of its axis, in `data-scale`; null where it says nothing. */
export function readScale(drawing: SVGSVGElement): ValueScale | null {
  const text = drawing.dataset["scale"];
  if (text === undefined) return null;
  const { type, domain, start, ...area } = JSON.parse(text) as ValueScale["area"] & {
    readonly type: "linear" | "log";
    readonly domain: readonly [number, number];
    readonly start: number;
  };
  const [bend, unbend] = type === "log" ? [Math.log, Math.exp] : [Number, Number];
  const [low, high] = domain.map((value) => bend(value)) as [number, number];
  return {
    shareOf: (value) => Math.min(1, Math.max(0, (bend(value) - low) / (high - low))) || 0,
    valueAt: (share) => unbend(low + share * (high - low)),
    area,
    start,
  };
}
