import { htmlElement } from "../browser/elements.ts";
import { declare, optionalParameter, options } from "../core/declare.ts";
import { choice, list } from "../core/kinds.ts";
import { withDefault } from "../core/options.ts";
import { formatShape } from "../core/shape.ts";
import { readCaption } from "../charts/frame/caption.ts";
import { captionOption } from "../charts/frame/chart-options.ts";
import { dataTable } from "../charts/frame/data-table.ts";
import { formatCount, formatPercent } from "../charts/frame/number-format.ts";
import {
  comparedKind,
  compareNet,
  measures,
  measureTitles,
  orderNets,
  shortCount,
  usualNets,
  type ComparedNet,
  type Measure,
} from "./compared-nets.ts";
import { drawCosts, partClass, type CostsView } from "./costs-drawing.ts";
import { radioGroup } from "./radio-group.ts";
import { createStage } from "./stage.ts";
import { widgetFigure } from "./widget-figure.ts";

export const compareCosts = declare(
  {
    name: "compareCosts",
    help: "Where a net's costs are: parameters, multiply-adds and activations of nets side by side, each bar cut into stem, stages and head. Rows can be ordered by each of the three, bars drawn on one scale or as shares, and one net is looked into, to the unit. In VGG and AlexNet, whose papers know no blocks, a stage ends with its pooling.",
    parameters: [
      optionalParameter(
        "nets",
        list(comparedKind, { least: 1, most: 16 }),
        "Names, or nets of any kind, such as the value of designNet. AlexNet, VGG-16 and -19 and ResNet-18 to -152 unless said.",
      ),
      options({
        order: withDefault(choice("listed", ...measures), "listed", "How the rows stand at first: most first."),
        bars: withDefault(choice("scale", "shares"), "scale", "All on one scale, or each net as a whole, at first."),
        ...captionOption,
      }),
    ],
    returns: ["HTMLElement", "a figure with a bar for each net and number, and a table of one net's parts"],
    source:
      "He et al. 2015, Table 1 and sec. 3.3; Simonyan & Zisserman 2015, Table 1; Krizhevsky et al. 2012, sec. 3.5",
    example: "compareCosts()",
  },
  (nets = usualNets, { order, bars, caption }) => {
    return draw(nets.map(compareNet), { order, bars }, caption);
  },
);

interface CostsStart {
  readonly order: Measure | "listed";
  readonly bars: CostsView["bars"];
}

function draw(listed: readonly ComparedNet[], start: CostsStart, caption: string | undefined): HTMLElement {
  let view: CostsView = {
    nets: orderNets(listed, start.order === "listed" ? null : start.order),
    bars: start.bars,
    chosen: listed.at(-1)?.name ?? "",
  };
  const status = htmlElement("p", { class: "chart-readout costs-status", role: "status" });
  const stage = createStage((width) => ({
    svg: drawCosts(view, width, (chosen) => show({ chosen })),
    label: describeMost(view.nets),
  }));
  const details = htmlElement("div", "costs-details");
  const show = (change: Partial<CostsView>): void => {
    view = { ...view, ...change };
    stage.redraw();
    select.value = view.chosen;
    const net = listed.find(({ name }) => name === view.chosen);
    if (net !== undefined) details.replaceChildren(partsOf(net));
    status.textContent = net === undefined ? "" : describeNet(net);
  };
  const select = htmlElement("select", {}, ...listed.map(({ name }) => htmlElement("option", { value: name }, name)));
  select.addEventListener("input", (event) => {
    event.stopPropagation();
    show({ chosen: select.value });
  });
  const controls = costsControls(start, {
    order: (by) => show({ nets: orderNets(listed, by) }),
    bars: (bars) => show({ bars }),
  });
  show({});
  return widgetFigure({
    kind: "compare-costs",
    label: "What nets cost, and where in them",
    caption: readCaption(caption, {
      claim: describeMost(listed),
      reading:
        "A bar is a net, cut into its parts. Press a row, or choose a net, to look into it; order the rows by each of the three numbers.",
      conditions:
        "For one image. Multiply-adds are those of convolutions and dense layers; activations are what every node puts out, batch normalization among them, which VGG and AlexNet do not have.",
    }),
    body: [
      controls,
      legend(listed),
      stage.element,
      htmlElement("label", "design-preset", htmlElement("span", {}, "Look into"), select),
      status,
      details,
    ],
  });
}

function costsControls(
  start: CostsStart,
  changed: { readonly order: (by: Measure | null) => void; readonly bars: (bars: CostsView["bars"]) => void },
): HTMLElement {
  const orders = [
    ["listed", "as listed"] as const,
    ...measures.map((measure) => [measure, measureTitles[measure].toLowerCase()] as const),
  ];
  const order = radioGroup("Order", orders, (by) => changed.order(by === "listed" ? null : by));
  const bars = radioGroup(
    "Bars",
    [
      ["scale", "on one scale"],
      ["shares", "shares of each net"],
    ],
    changed.bars,
  );
  order.show(start.order);
  bars.show(start.bars);
  return htmlElement("div", "widget-controls", order.element, bars.element);
}

/** Colours and what they mean. */
function legend(nets: readonly ComparedNet[]): HTMLElement {
  const stages = [...new Set(nets.flatMap(({ parts }) => parts.map(({ stage }) => stage)))];
  const sorted = stages.toSorted((a, b) => placeOf(a) - placeOf(b));
  const item = (stage: string) =>
    htmlElement(
      "li",
      {},
      htmlElement("span", `costs-swatch ${partClass(stage)}`),
      stage === "Head" ? "Head, dense" : stage,
    );
  return htmlElement("ul", "costs-legend", ...sorted.map(item));
}

function placeOf(stage: string): number {
  if (stage === "Stem") return 0;
  return stage === "Head" ? Infinity : Number(stage.replace("Stage ", ""));
}

/** Every part of a net with its share of each number. */
function partsOf(net: ComparedNet): HTMLElement {
  const cells = (part: Readonly<Record<Measure, number>>): string[] =>
    measures.flatMap((measure) => [formatCount(part[measure]), formatPercent(part[measure] / net[measure])]);
  const columns = ["Part", "Puts out", ...measures.flatMap((measure) => [measureTitles[measure], "Share"])];
  const rows = net.parts.map((part) => [part.stage, formatShape(part.shape), ...cells(part)]);
  return dataTable({ columns, rows, foot: ["Whole net", "", ...cells(net)] }, `Every part of ${net.name}`);
}

/** Which net has most of each: three numbers, and not always one net. */
function describeMost(nets: readonly ComparedNet[]): string {
  const most = measures.map((measure) => {
    const [first] = orderNets(nets, measure);
    return `${measureTitles[measure].toLowerCase()}: ${first?.name ?? ""}, ${shortCount(first?.[measure] ?? 0)}`;
  });
  return `Most ${most.join("; most ")}.`;
}

/** In which part most of each number is. */
function describeNet(net: ComparedNet): string {
  const where = measures.map((measure, at) => {
    const [part] = net.parts.toSorted((a, b) => b[measure] - a[measure]);
    const share = formatPercent((part?.[measure] ?? 0) / net[measure]);
    const place = part?.stage === "Head" ? "the head" : (part?.stage ?? "");
    return `of its ${measureTitles[measure].toLowerCase()} ${share}${at === 0 ? " are" : ""} in ${place}`;
  });
  return `${net.name}, ${net.depth} layers. The largest shares: ${where.join(", ")}.`;
}
