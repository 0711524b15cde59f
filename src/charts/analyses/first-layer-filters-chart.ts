import { declare, options, parameter } from "../../core/declare.ts";
import { firstLayerFiltersKind } from "../../training/contract/kinds.ts";
import type { FirstLayerFilters } from "../../training/contract/analyses.ts";
import { readCaption } from "../frame/caption.ts";
import { htmlElement } from "../../browser/elements.ts";
import { aFigure, captionOption } from "../frame/chart-options.ts";
import { readSignedEnds, signed, type Rgb } from "../frame/colours.ts";
import { chartFigure } from "../frame/figure.ts";
import { formatNumber } from "../frame/number-format.ts";
import { pictureGroup, pixelImage } from "../frame/pixel-image.ts";

const table = { ...captionOption };

export const firstLayerFiltersChart = declare(
  {
    name: "firstLayerFiltersChart",
    help: "The filters of a net's first convolution as small pictures: on colour images grey is a weight of zero, and each colour channel a weight of its own; on others orange is positive and blue negative, one picture for each input channel.",
    parameters: [parameter("layer", firstLayerFiltersKind), options(table)],
    returns: aFigure,
    source: "Krizhevsky et al. 2012, Fig. 3",
    example: `{
  const net = residualNet({depth: 8, width: 4, inputShape: [16, 16, 3]});
  return firstLayerFiltersChart(firstLayerFilters(net, exampleImageRun.runs[0].parameters));
}`,
  },
  (layer, { caption }) => draw(layer, caption),
);

function draw(layer: FirstLayerFilters, caption: string | undefined): HTMLElement {
  const { filters, shape, name, net } = layer;
  const [side = 1, , channels = 1] = shape;
  const largest = filters.reduce(
    (most, filter) => filter.reduce((so, weight) => Math.max(so, Math.abs(weight)), most),
    0,
  );
  const inColour = channels === 3;
  const size = `${side} × ${side}${inColour ? " in colour" : ` × ${channels}`}`;
  return chartFigure({
    kind: "filters",
    label: `The ${filters.length} filters of the first layer of ${net.name}, ${size} pixels. The largest weight is ${formatNumber(largest)}.`,
    caption: readCaption(caption, {
      claim: `The ${filters.length} filters of ${name}, the first layer of ${net.name}.`,
      reading: inColour
        ? "Grey is a weight of zero; a filter answers to what looks like it."
        : "Orange is a positive weight, blue a negative one.",
      conditions: `${size} pixels; the largest weight is ${formatNumber(largest)}.`,
    }),
    draw: () =>
      htmlElement(
        "div",
        { class: "picture-groups" },
        pictureGroup(
          name,
          size,
          filters.flatMap((filter) => drawFilter(filter, shape, largest)),
        ),
      ),
    table: () => ({
      columns: ["Filter", "Norm", "Smallest weight", "Largest weight"],
      rows: filters.map((filter, at) => [
        String(at + 1),
        ...[Math.hypot(...filter), Math.min(...filter), Math.max(...filter)].map((value) => formatNumber(value)),
      ]),
    }),
  });
}

function drawFilter(filter: ArrayLike<number>, shape: readonly number[], largest: number): HTMLElement[] {
  const [height = 1, width = 1, channels = 1] = shape;
  const weight = (pixel: number, channel: number): number => (filter[pixel * channels + channel] ?? 0) / (largest || 1);
  if (channels === 3) {
    const grey = (pixel: number, channel: number): number => Math.round(127.5 * (1 + weight(pixel, channel)));
    return [pixelImage(height, width, (pixel): Rgb => [grey(pixel, 0), grey(pixel, 1), grey(pixel, 2)])];
  }
  const ends = readSignedEnds();
  return Array.from({ length: channels }, (_, channel) =>
    pixelImage(height, width, (pixel) => signed(weight(pixel, channel), ends)),
  );
}
