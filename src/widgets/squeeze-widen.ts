import { htmlElement } from "../browser/elements.ts";
import { declare, options } from "../core/declare.ts";
import { integer, seedKind } from "../core/kinds.ts";
import { optional, withDefault } from "../core/options.ts";
import { refuse } from "../core/errors.ts";
import { readCaption } from "../charts/frame/caption.ts";
import { captionOption } from "../charts/frame/chart-options.ts";
import { dataTable } from "../charts/frame/data-table.ts";
import { formatCount } from "../charts/frame/number-format.ts";
import { bottleneckWeights, drawPixelTask, passPixel } from "../signals/pixel-bottleneck.ts";
import { radioGroup } from "./radio-group.ts";
import { squeezeRows } from "./squeeze-rows.ts";
import { explainNumber, type Followed } from "./squeeze-words.ts";
import { widgetFigure } from "./widget-figure.ts";

const name = "squeezeWiden";

export const squeezeWiden = declare(
  {
    name,
    help: "One pixel’s channels on their way through a bottleneck: a 1 × 1 convolution squeezes them, a 3 × 3 looks at the pixels around, a 1 × 1 widens them again, and the shortcut is added. All numbers are whole; pressing one shows how it came about. The channels in the middle and the ReLUs can be changed; below are the weights, here and in ResNet-50.",
    parameters: [
      options({
        channels: withDefault(integer({ least: 2, most: 12 }), 8, "Of the pixel, before and after."),
        inner: optional(integer({ least: 1, most: 8 }), "Channels in the middle at first.", "a quarter of channels"),
        seed: withDefault(seedKind, 1195, "Another seed draws other numbers."),
        ...captionOption,
      }),
    ],
    returns: ["HTMLElement", "a figure whose numbers can be followed"],
    refuses: "more channels are in the middle than outside",
    source: "He et al. 2015, Fig. 5 right and sec. 4.1",
    example: "squeezeWiden()",
  },
  ({ channels, inner = Math.max(1, Math.round(channels / 4)), seed, caption }) => {
    if (inner > channels) {
      throw refuse(
        name,
        `${inner} channels in the middle of ${channels} squeeze nothing`,
        `Try inner: ${Math.max(1, Math.round(channels / 4))}.`,
      );
    }
    return draw({ channels, inner, seed }, caption);
  },
);

interface SqueezeSettings {
  readonly channels: number;
  readonly inner: number;
  readonly seed: number;
}

function draw({ channels, inner: start, seed }: SqueezeSettings, caption: string | undefined): HTMLElement {
  let [inner, isBent] = [start, true];
  let followed: Followed = { row: "squeezed", channel: 0 };
  const place = htmlElement("div", "squeeze-rows");
  const explained = htmlElement("div", { class: "squeeze-explained", role: "status" });
  const costs = htmlElement("div", "squeeze-costs");
  const show = (): void => {
    const task = drawPixelTask(channels, inner, seed);
    const signals = passPixel(task, isBent);
    if (followed.channel >= inner && (followed.row === "squeezed" || followed.row === "looked"))
      followed = { ...followed, channel: 0 };
    const rows = squeezeRows(task, signals, followed, (next) => {
      followed = next;
      explain();
    });
    const explain = (): void => {
      const sentences = explainNumber(task, signals, followed, isBent);
      explained.replaceChildren(...sentences.map((sentence) => htmlElement("p", {}, sentence)));
    };
    place.replaceChildren(rows);
    costs.replaceChildren(costTable(channels, inner));
    explain();
  };
  const offered = [...new Set([1, 2, 4, start])].filter((each) => each <= channels).sort((a, b) => a - b);
  const widths = radioGroup(
    "Channels in the middle",
    offered.map((each) => [String(each), String(each)] as const),
    (chosen) => {
      inner = Number(chosen);
      show();
    },
  );
  const bends = radioGroup(
    "ReLUs",
    [
      ["with", "with"],
      ["without", "without"],
    ],
    (chosen) => {
      isBent = chosen === "with";
      show();
    },
  );
  widths.show(String(inner));
  bends.show("with");
  show();
  return widgetFigure({
    kind: "squeeze-widen",
    label: "One pixel’s channels on their way through a bottleneck",
    caption: readCaption(caption, {
      claim: "Squeeze, look around, widen.",
      reading: "Press a number, or go from one to the next with the arrow keys, to see how it came about.",
      conditions: `Values of x from 0 to 3 and weights of −1, 0 and 1, drawn at random. Batch normalization is left out.`,
    }),
    body: [htmlElement("div", "widget-controls", widths.element, bends.element), place, explained, costs],
  });
}

/** The weights of each layer here, and at the size of ResNet-50's first stage. */
function costTable(channels: number, inner: number): HTMLElement {
  const [here, paper] = [bottleneckWeights(channels, inner), bottleneckWeights(256, 64)];
  const row = (words: string, key: keyof typeof here): string[] => [
    words,
    formatCount(here[key]),
    formatCount(paper[key]),
  ];
  const columns = ["Weights", `${channels} → ${inner} → ${channels}`, "256 → 64 → 256"];
  const rows = [
    row("1×1, squeezes", "squeeze"),
    row("3×3, looks around", "look"),
    row("1×1, widens", "widen"),
    row("Together", "together"),
    row("Two 3×3 instead", "wide"),
  ];
  return dataTable({ columns, rows }, "Weights of the three layers, and of two 3×3 in their place");
}
