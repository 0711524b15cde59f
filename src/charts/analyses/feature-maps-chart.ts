import { mean, shareOf } from "../../core/statistics.ts";
import { declare, options, parameter } from "../../core/declare.ts";
import { integer } from "../../core/kinds.ts";
import { withDefault } from "../../core/options.ts";
import { formatShape } from "../../core/shape.ts";
import { featureMapsKind } from "../../training/contract/kinds.ts";
import type { FeatureMap, FeatureMaps } from "../../training/contract/analyses.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, captionOption } from "../frame/chart-options.ts";
import { toPixels } from "../examples/examples-chart.ts";
import { cividis, type Rgb } from "../frame/colours.ts";
import { htmlElement } from "../../browser/elements.ts";
import { chartFigure } from "../frame/figure.ts";
import { formatNumber, formatPercent } from "../frame/number-format.ts";
import { pictureGroup, pixelImage } from "../frame/pixel-image.ts";

const table = {
  channels: withDefault(
    integer({ least: 1, unit: "channels" }),
    16,
    "How many channels of each layer are shown: the first ones.",
  ),
  ...captionOption,
};

export const featureMapsChart = declare(
  {
    name: "featureMapsChart",
    help: "What nodes put out for one example, channel by channel, dark for the smallest value of the node and light for its largest. Vectors are one row of pixels.",
    parameters: [parameter("maps", featureMapsKind), options(table)],
    returns: aFigure,
    example: `{
  const net = residualNet({depth: 8, width: 4, inputShape: [16, 16, 3]});
  return featureMapsChart(await featureMaps(net, exampleImageRun.runs[0].parameters, {data: shapes()}), {channels: 4});
}`,
  },
  (maps, { channels, caption }) => draw(maps, channels, caption),
);

function draw(maps: FeatureMaps, channels: number, caption: string | undefined): HTMLElement {
  const { label, predicted, net } = maps;
  const verdict =
    label === null ? "" : `${net.name} takes ${label === predicted ? "it for what it is" : `it for ${predicted}`}`;
  const what = label === null ? "One example" : `One image of the class ${label}`;
  const names = maps.maps.map(titleOf).join(", ");
  return chartFigure({
    kind: "feature-maps",
    label: `${what} and what ${net.name} makes of it: ${names}. ${verdict}${verdict === "" ? "" : "."}`,
    caption: readCaption(caption, {
      claim: `${what}${verdict === "" ? "" : `; ${verdict}`}.`,
      reading: "One square for each channel, dark for the smallest value of its layer and light for the largest.",
      conditions: `Example ${maps.index} of the ${maps.split} split; ${net.name}, running statistics.`,
    }),
    draw: () =>
      htmlElement(
        "div",
        { class: "picture-groups" },
        pictureGroup("Input", formatShape(maps.example.shape), [drawExample(maps.example)]),
        ...maps.maps.map((map) => drawMap(map, channels)),
      ),
    table: () => ({
      columns: ["Layer", "Shape", "Smallest", "Mean", "Largest", "Zeros"],
      rows: maps.maps.map((map) => [titleOf(map), formatShape(map.shape), ...describeValues(map)]),
    }),
  });
}

function titleOf({ name, block }: FeatureMap): string {
  return block === null ? name : block.stage === 0 ? `${name} (stem)` : `${name} (block ${block.stage}.${block.index})`;
}

function describeValues({ values }: FeatureMap): string[] {
  const { low, high } = rangeOf(values);
  const zeros = shareOf(values, (value) => value === 0);
  return [...[low, mean(values), high].map((value) => formatNumber(value)), formatPercent(zeros)];
}

function drawExample(example: FeatureMap): HTMLElement {
  const [height = 0, width = 0, channels = 0] = example.shape;
  if (example.shape.length !== 3 || (channels !== 1 && channels !== 3))
    return drawChannel(example, 0, rangeOf(example.values));
  const pixels = toPixels(Float32Array.from(example.values), channels);
  return pixelImage(height, width, (at) => [...pixels.subarray(4 * at, 4 * at + 3)] as unknown as Rgb);
}

function drawMap(map: FeatureMap, shown: number): HTMLElement {
  const channels = map.shape.length === 3 ? (map.shape[2] ?? 1) : 1;
  const range = rangeOf(map.values);
  const images = Array.from({ length: Math.min(shown, channels) }, (_, channel) => drawChannel(map, channel, range));
  const more = channels > shown ? `, the first ${shown} channels` : "";
  return pictureGroup(titleOf(map), `${formatShape(map.shape)}${more}`, images);
}

function drawChannel(
  { shape, values }: FeatureMap,
  channel: number,
  { low, high }: { readonly low: number; readonly high: number },
): HTMLElement {
  const [height, width, channels] = shape.length === 3 ? (shape as [number, number, number]) : [1, shape[0] ?? 1, 1];
  return pixelImage(height, width, (pixel) => {
    const value = Number(values[pixel * channels + channel]);
    return cividis(high > low ? (value - low) / (high - low) : 0);
  });
}

function rangeOf(values: FeatureMap["values"]): { readonly low: number; readonly high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}
