import { dodge } from "./dodge.ts";
import { svgElement } from "../../browser/elements.ts";
import { groupBy } from "../../core/group-by.ts";
import { estimateTextWidth, fontSize, textTint } from "./theme.ts";

/** A label at the end of a line, instead of a legend. */
export interface EndLabel {
  readonly name: string;
  /** The value at the line's end, already formatted; "" for none. */
  readonly value: string;
  /** Where the line ends, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly stroke: string;
  readonly quiet?: boolean;
  /** A further class of what is drawn. */
  readonly className?: string;
}

export interface LabelPlace {
  readonly top: number;
  readonly bottom: number;
  /** Name above value, for narrow charts. */
  readonly stacked: boolean;
  /** Longest name, in pixels; more is cut off. */
  readonly widest: number;
  /** Labels stand behind the lines' ends ("right") or before their beginnings. */
  readonly side?: "left" | "right";
}

const lineHeight = fontSize + 3;
/** Ends that lie closer together than this share one column of labels. */
const columnGap = 70;
const distance = 10;

/** Pixels that labels need beside the plot. */
export function labelsWidth(
  labels: readonly Pick<EndLabel, "name" | "value">[],
  { stacked, widest }: Pick<LabelPlace, "stacked" | "widest">,
): number {
  const widths = labels.map(({ name, value }) => {
    const [first, second] = [Math.min(widest, estimateTextWidth(name)), estimateTextWidth(value)];
    if (stacked) return Math.max(first, second);
    return first + (value === "" ? 0 : second + 8);
  });
  return Math.max(0, ...widths) + distance + 4;
}

/**
 * Draws the labels beside the lines' ends: ends at about the same x share a column, in which labels are moved apart
 * until none covers another; a leader connects a label that had to move with its line.
 * @returns for each label a function that shows another value
 */
export function drawEndLabels(
  svg: Element,
  labels: readonly EndLabel[],
  place: LabelPlace,
): ((value: string) => void)[] {
  const stacked = place.stacked && labels.some(({ value }) => value !== "");
  const height = stacked ? 2 * lineHeight : lineHeight;
  const group = svgElement("g", { class: "end-labels" });
  const setters = new Map<EndLabel, (value: string) => void>();
  for (const column of cutColumns(labels)) {
    const x = columnX(column, place.side);
    const places = dodge(
      column.map(({ y }) => y),
      { gap: height + 1, low: place.top + height / 2, high: place.bottom - height / 2 },
    );
    column.forEach((label, at) => {
      const y = places[at] ?? label.y;
      const { text, setValue } = drawLabel(label, { ...place, stacked, x, y });
      if (needsLeader(label, x, y)) group.append(drawLeader(label, x, y));
      group.append(text);
      setters.set(label, setValue);
    });
  }
  svg.append(group);
  return labels.map((label) => setters.get(label) ?? (() => undefined));
}

function cutColumns(labels: readonly EndLabel[]): EndLabel[][] {
  let column = 0;
  let before = -Infinity;
  const sorted = [...labels].sort((a, b) => a.x - b.x);
  const columns = groupBy(sorted, ({ x }) => {
    if (x - before > columnGap) column++;
    before = x;
    return column;
  });
  return [...columns.values()];
}

function columnX(column: readonly EndLabel[], side: LabelPlace["side"] = "right"): number {
  const ends = column.map(({ x }) => x);
  return side === "right" ? Math.max(...ends) + distance : Math.min(...ends) - distance;
}

function drawLabel(
  { name, value, stroke, quiet = false, className = "" }: EndLabel,
  { x, y, stacked, widest, side }: LabelPlace & { readonly x: number; readonly y: number },
): { text: SVGTextElement; setValue: (value: string) => void } {
  const onTwoLines = stacked && value !== "";
  const shown = shorten(name, widest);
  const number = svgElement("tspan", { ...(stacked ? { x, dy: lineHeight } : { dx: 7 }), class: "end-value" }, value);
  const text = svgElement(
    "text",
    {
      ...{ x, y: onTwoLines ? y - lineHeight / 2 : y, dy: "0.35em" },
      "text-anchor": side === "left" ? "end" : "start",
      class: ["end-label", quiet ? "quiet" : "", className].filter(Boolean).join(" "),
    },
    shown === name ? null : svgElement("title", {}, name),
    svgElement("tspan", { class: "end-name", style: quiet ? null : `fill: ${textTint(stroke)}` }, shown),
    value === "" ? null : number,
  );
  return { text, setValue: (changed) => (number.textContent = changed) };
}

function shorten(name: string, widest: number): string {
  if (estimateTextWidth(name) <= widest) return name;
  const letters = Math.max(3, Math.floor((name.length * widest) / estimateTextWidth(name)) - 1);
  return `${name.slice(0, letters).trimEnd()}…`;
}

function needsLeader({ x, y }: EndLabel, labelX: number, labelY: number): boolean {
  return Math.abs(labelY - y) > 5 || Math.abs(labelX - x) > distance + 8;
}

function drawLeader({ x, y, className = "" }: EndLabel, labelX: number, labelY: number): SVGPathElement {
  const away = Math.sign(labelX - x);
  const bend = labelX - away * (distance - 2);
  return svgElement("path", {
    class: `end-leader ${className}`.trim(),
    d: `M${x + 2 * away},${y}H${bend}L${labelX - 2 * away},${labelY}`,
  });
}
