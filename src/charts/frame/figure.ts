import { renderCaption, type Caption } from "./caption.ts";
import { dataTable, type TableData } from "./data-table.ts";
import { htmlElement } from "../../browser/elements.ts";
import { redrawable } from "../../browser/redrawable.ts";
import { scaleToText } from "./text-scale.ts";
import { watchWidth } from "./watch-width.ts";

export interface FigureParts {
  /** The chart's kind, e.g. "learning-curves": a class name. */
  readonly kind: string;
  /** The result in words, for those who do not see the picture. */
  readonly label: string;
  readonly caption: Caption;
  /** Draws for a width in units, sixteen to the rem: pixels at the usual font size. Called again where it changes. */
  readonly draw: (width: number) => Element;
  readonly table: () => TableData;
  /** What is asked of the reader and is not to be given away before: see `askedClass`. */
  readonly asks?: Asked;
}

export interface Asked {
  /** The name of the arm whose end is to be guessed. */
  readonly arm: string;
  /** As `label`, without that arm. */
  readonly label: string;
}

/** Of the parts of a drawing that an experiment's box hides until its reader has guessed. */
export const askedClass = "asked";

/** A running training replaces its charts many times a second; the new one takes over how the old one stood. */
const remembered = new Map<string, { width: number; open: boolean }>();

/** Before a chart is on the page nobody knows its width; this is the text's, in units. */
const usualWidth = 656;

/** `<figure class="chart">`: the drawing with its alternative text, the caption, and the data behind a disclosure. */
export function chartFigure(parts: FigureParts): HTMLElement {
  return redrawable(drawFigure(parts), () => drawFigure(parts));
}

function drawFigure({ kind, label, caption, draw, table, asks }: FigureParts): HTMLElement {
  const memory = recall(`${kind} ${caption.claim} ${caption.reading}`);
  const plot = htmlElement("div", { class: "chart-plot", role: "img", "aria-label": label });
  const redraw = () => plot.replaceChildren(scaleToText(draw(memory.width)));
  redraw();
  watchWidth(plot, memory.width, (width) => {
    memory.width = width;
    redraw();
  });
  const hole = { "data-asks": asks?.arm, "data-label-before": asks?.label };
  const figure = htmlElement("figure", { class: `chart chart-${kind}`, ...hole }, plot, renderCaption(caption));
  figure.append(disclose(table, `Data table: ${caption.claim}`, memory));
  return figure;
}

/** The table is built when it is first opened: nobody reads it while the chart is redrawn. */
function disclose(table: () => TableData, label: string, memory: { open: boolean }): HTMLDetailsElement {
  const details = htmlElement("details", { class: "chart-data" }, htmlElement("summary", {}, "Data table"));
  const fill = () => {
    if (details.open && details.childElementCount === 1) details.append(dataTable(table(), label));
  };
  details.open = memory.open;
  fill();
  details.addEventListener("toggle", () => {
    memory.open = details.open;
    fill();
  });
  return details;
}

function recall(key: string): { width: number; open: boolean } {
  const memory = remembered.get(key) ?? { width: usualWidth, open: false };
  remembered.set(key, memory);
  return memory;
}
