import { declare, options, parameter } from "../../core/declare.ts";
import { refuse } from "../../core/errors.ts";
import { integer } from "../../core/kinds.ts";
import { withDefault } from "../../core/options.ts";
import { sizeOf } from "../../core/shape.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, captionOption } from "../frame/chart-options.ts";
import { htmlElement } from "../../browser/elements.ts";
import { examplesKind } from "../../training/contract/kinds.ts";
import type { Examples } from "../../training/contract/protocol.ts";
import { chartFigure } from "../frame/figure.ts";
import { listInWords } from "../frame/number-format.ts";
import { groupBy } from "../../core/group-by.ts";

const name = "examplesChart";

const table = {
  perClass: withDefault(integer({ least: 1, unit: "images" }), 4, "How many of each class are shown: the first ones."),
  ...captionOption,
};

interface ClassImages {
  readonly name: string;
  readonly count: number;
  /** Indices of the first few examples of the class. */
  readonly chosen: readonly number[];
}

export const examplesChart = declare(
  {
    name,
    help: "The first few images of every class, with the classes' names. Pixels are shown as squares.",
    parameters: [parameter("examples", examplesKind, "Of labelled images."), options(table)],
    returns: aFigure,
    refuses: "the examples are no labelled images with 1 or 3 channels",
    example: "examplesChart(await examples(shapes(), {count: 60}), {perClass: 2})",
  },
  (examples, { perClass, caption }) => {
    requireImages(examples);
    return draw(examples, perClass, caption);
  },
);

type LabelledImages = Examples & { readonly labels: Int32Array };

function requireImages(examples: Examples): asserts examples is LabelledImages {
  const { labels, shape } = examples;
  if (labels !== null && shape.length === 3 && (shape[2] === 1 || shape[2] === 3)) return;
  throw refuse(
    name,
    `expected labelled images with 1 or 3 channels, got examples of shape ${shape.join(" × ")}`,
    "Pass await examples(shapes()); for points in the plane use scatterChart.",
  );
}

function draw(examples: LabelledImages, perClass: number, caption: string | undefined): HTMLElement {
  const { labels } = examples;
  const [height = 0, width = 0, channels = 0] = examples.shape;
  const classes = groupClasses(labels, examples.classNames, perClass);
  const names = classes.map(({ name }) => name);
  const size = `${height} × ${width} pixels${channels === 3 ? " in colour" : ""}`;
  return chartFigure({
    kind: "class-gallery",
    label: `Images of ${names.length} classes: ${listInWords(names)}; ${perClass} of each, ${size}.`,
    caption: readCaption(caption, {
      claim: `${names.length} classes, ${labels.length} images.`,
      reading: `The first ${perClass} of each class.`,
      conditions: `${size}.`,
    }),
    draw: () => htmlElement("div", { class: "gallery" }, ...classes.map((each) => drawClass(each, examples))),
    table: () => ({
      columns: ["Class", "Images"],
      rows: classes.map(({ name, count }) => [name, String(count)]),
    }),
  });
}

function groupClasses(
  labels: Int32Array,
  classNames: Examples["classNames"],
  perClass: number,
): readonly ClassImages[] {
  const indices = Array.from(labels, (_, at) => at);
  const byClass = groupBy(indices, (at) => labels[at] ?? 0);
  return [...byClass]
    .sort(([a], [b]) => a - b)
    .map(([label, all]) => ({
      name: classNames?.[label] ?? `class ${label}`,
      count: all.length,
      chosen: all.slice(0, perClass),
    }));
}

function drawClass({ name, chosen }: ClassImages, examples: Examples): HTMLElement {
  const images = chosen.map((at) => drawImage(examples, at));
  return htmlElement(
    "div",
    { class: "gallery-class" },
    htmlElement(
      "div",
      { class: "gallery-images", style: `--columns: ${Math.ceil(Math.sqrt(images.length))}` },
      ...images,
    ),
    htmlElement("div", { class: "gallery-name" }, name),
  );
}

/** One canvas pixel for each of the image's; the page scales it up. */
function drawImage({ inputs, shape }: Examples, at: number): HTMLCanvasElement {
  const [height = 0, width = 0] = shape;
  const size = sizeOf(shape);
  const canvas = htmlElement("canvas", { width, height });
  const pixels = toPixels(inputs.subarray(at * size, (at + 1) * size), shape[2] ?? 1);
  canvas.getContext("2d")?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}

/** Undoes the standardisation (x − 0.5) / 0.25. @returns RGBA, 0 … 255 */
export function toPixels(values: Float32Array, channels: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray((4 * values.length) / channels);
  for (let at = 0; at < values.length / channels; at++) {
    for (let colour = 0; colour < 3; colour++) {
      const value = values[at * channels + Math.min(colour, channels - 1)] ?? 0;
      pixels[4 * at + colour] = 255 * (0.25 * value + 0.5);
    }
    pixels[4 * at + 3] = 255;
  }
  return pixels;
}
