import { htmlElement } from "../browser/elements.ts";
import { declare, options, parameter } from "../core/declare.ts";
import { boolean, integer } from "../core/kinds.ts";
import { optional, withDefault } from "../core/options.ts";
import { formatShape } from "../core/shape.ts";
import { refuse } from "../core/errors.ts";
import { readCaption } from "../charts/frame/caption.ts";
import { captionOption } from "../charts/frame/chart-options.ts";
import { dataTable } from "../charts/frame/data-table.ts";
import { formatCount } from "../charts/frame/number-format.ts";
import { drawBlock } from "../charts/nets/block-drawing.ts";
import type { Architecture } from "../models/graph.ts";
import { architectureKind } from "../models/kinds.ts";
import { withInputShape } from "../models/resized.ts";
import { radioGroup } from "./radio-group.ts";
import { createStage } from "./stage.ts";
import { stepControls } from "./step-controls.ts";
import { drawTrace } from "./trace-drawing.ts";
import { traceGuess } from "./trace-guess.ts";
import { Trace } from "./trace.ts";
import { explainStop } from "./trace-stops.ts";
import { widgetFigure } from "./widget-figure.ts";

const name = "traceNet";
const usualSizes = [224, 32];

export const traceNet = declare(
  {
    name,
    help: "Follows an image through a net, block by block: each stop is pressed in the drawing or reached with the slider, its layers and its shortcut are drawn, and the shape that comes out is for the reader to guess before it shows. Beside the size that is given, those of 224 and 32 pixels can be chosen.",
    parameters: [
      parameter("net", architectureKind, "A net of images."),
      options({
        size: optional(
          integer({ least: 1, unit: "pixels" }),
          "Height and width of the image at first.",
          "the net's own",
        ),
        shown: withDefault(boolean, false, "All shapes are there from the start."),
        ...captionOption,
      }),
    ],
    returns: ["HTMLElement", "a figure to step through, with a table of all shapes"],
    refuses: "the net takes no images, or an image is too small for it",
    source: "He et al. 2015, Table 1 and Fig. 3",
    example: "traceNet(imageNetResNet({depth: 34}))",
  },
  (net, { size, shown, caption }) => {
    const [height, , channels] = net.nodes[0]?.shape ?? [];
    if (height === undefined || channels === undefined) {
      throw refuse(
        name,
        `${net.name} takes vectors, which have no sides`,
        "Pass a net of images, such as imageNetResNet({depth: 34}).",
      );
    }
    const first = size ?? height;
    const sizes = [...new Set([first, ...usualSizes])].sort((a, b) => b - a);
    const resized = (side: number): Architecture => withInputShape(net, [side, side, channels]);
    return draw(resized, { sizes: [first, ...sizes.filter((each) => each !== first)], shown }, caption);
  },
);

interface TraceSettings {
  /** The first is shown at first. */
  readonly sizes: readonly number[];
  readonly shown: boolean;
}

function draw(
  resized: (side: number) => Architecture,
  { sizes, shown }: TraceSettings,
  caption: string | undefined,
): HTMLElement {
  const [first = 224] = sizes;
  const traces = new Map<number, Trace>();
  const traceOf = (side: number): Trace => {
    const trace = traces.get(side) ?? new Trace(resized(side), shown);
    traces.set(side, trace);
    return trace;
  };
  let trace = traceOf(first);
  const { name: netName } = trace.net;
  const goTo = (at: number): void => {
    trace.goTo(at);
    showAll();
  };
  const stage = createStage((width) => ({ svg: drawTrace(trace.view, width, goTo), label: trace.describe() }));
  const controls = stepControls(trace.stops.length, goTo);
  const guess = traceGuess((wasRight) => {
    if (wasRight !== false) trace.reveal();
    said = wasRight === true ? "Right. " : "";
    showAll();
  });
  let said = "";
  const picture = htmlElement("div", { class: "trace-block", role: "img" });
  const explained = htmlElement("div", "trace-explained");
  const status = htmlElement("p", { class: "chart-readout", role: "status" });
  const all = allShapes(() => {
    trace.revealAll();
    showAll();
  });
  const showAll = (): void => {
    const { stop, isKnown } = trace;
    stage.redraw();
    controls.show(trace.at, trace.stops.length);
    guess.show(stop, isKnown);
    picture.setAttribute(
      "aria-label",
      `${stop.name}: ${stop.drawn.rows.map(({ text }) => text).join(", ")}; ${stop.shortcut ?? "no shortcut"}`,
    );
    picture.replaceChildren(drawBlock(stop.drawn, trace.net.family));
    explained.replaceChildren(...(isKnown ? explainStop(stop).map((sentence) => htmlElement("p", {}, sentence)) : []));
    status.textContent = said + trace.describe();
    said = "";
    all.show(trace);
  };
  const size = radioGroup(
    "Image",
    sizes.toSorted((a, b) => b - a).map((side) => [String(side), `${side} × ${side}`] as const),
    (chosen) => {
      const { at } = trace;
      trace = traceOf(Number(chosen));
      goTo(at);
    },
  );
  size.show(String(first));
  showAll();
  return widgetFigure({
    kind: "trace-net",
    label: `An image on its way through ${netName}`,
    caption: readCaption(caption, {
      claim: `An image on its way through ${netName}.`,
      reading:
        "Press a stop, or take the slider; guess what comes out, or let it be shown. Slabs are as tall as the maps and as wide as they have channels, on scales of doublings; dotted shortcuts change the shape.",
      conditions: "",
    }),
    body: [
      htmlElement("div", "widget-controls", size.element),
      stage.element,
      controls.element,
      status,
      htmlElement("div", "trace-detail", picture, htmlElement("div", "trace-side", guess.element, explained)),
      all.element,
    ],
  });
}

/** Everything as a table: there for readers without scripts, and for who does not want to guess. */
function allShapes(opened: () => void) {
  const summary = htmlElement("summary", {}, "All shapes");
  const element = htmlElement("details", "chart-data", summary);
  let shown: Trace | null = null;
  element.addEventListener("toggle", () => {
    if (element.open) opened();
  });
  const show = (trace: Trace): void => {
    if (shown === trace) return;
    shown = trace;
    const rows = trace.stops.map(({ part, name: stop, input, output, shortcut, parameters, deadParameters }) => [
      stop,
      part,
      formatShape(input),
      formatShape(output),
      shortcut ?? "",
      formatCount(parameters),
      deadParameters === 0 ? "" : formatCount(deadParameters),
    ]);
    const columns = ["Stop", "Part", "In", "Out", "Shortcut", "Parameters", "Never reached"];
    element.replaceChildren(summary, dataTable({ columns, rows }, `All shapes of ${trace.net.name}`));
  };
  return { element, show };
}
