import { geometricMean } from "../../core/statistics.ts";
import { declare, options, parameter } from "../../core/declare.ts";
import { choice, either, isPlainObject, oneOrMore, record, type ValueOf } from "../../core/kinds.ts";
import { needed, objectOf, optional, withDefault, type SettingsOf } from "../../core/options.ts";
import { predictionKind, propagationKind } from "../../signals/kinds.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, captionOption } from "../frame/chart-options.ts";
import type { TableData } from "../frame/data-table.ts";
import { chartFigure } from "../frame/figure.ts";
import { drawLayers, type LayerLine } from "./layer-plot.ts";
import type { LayerPoint } from "./layer-series.ts";
import { capitalise, formatNumber } from "../frame/number-format.ts";
import { seriesLook } from "../frame/theme.ts";
import { scaleFor } from "../frame/value-scale.ts";

const name = "propagationChart";

const table = {
  show: withDefault(
    choice("backward", "forward"),
    "backward",
    "What is left of the gradient on its way back, or the spread of the activations on the way there.",
  ),
  ...captionOption,
};

type Direction = SettingsOf<typeof table>["show"];

/** One net's line: what was measured, once for each seed, and what a formula says. */
const measuredAndPredicted = objectOf({
  measured: needed(oneOrMore(propagationKind), "One for each seed."),
  predicted: optional(predictionKind, "Drawn as dots."),
});

const signalArm = either(
  { kind: measuredAndPredicted, accepts: (value) => isPlainObject(value) && "measured" in value },
  { kind: oneOrMore(propagationKind), accepts: () => true },
);

type SignalArm = ValueOf<typeof signalArm>;

interface NamedLines {
  readonly name: string;
  readonly seeds: readonly (readonly LayerPoint[])[];
  readonly mean: readonly LayerPoint[];
  readonly predicted: readonly LayerPoint[];
}

export const propagationChart = declare(
  {
    name,
    help: "The size of a signal layer by layer, input on the left, loss on the right; on a logarithmic axis where sizes differ much, so that what multiplies from layer to layer is a straight line. Dots stand for what a formula predicts.",
    parameters: [
      parameter(
        "nets",
        record(signalArm, { least: 1 }),
        "Each net's name and what propagate returns, once or for each seed; a prediction goes beside it.",
      ),
      options(table),
    ],
    returns: aFigure,
    source: "Glorot & Bengio 2010, sec. 4.2; He et al. 1502.01852, sec. 2.2",
    example: `propagationChart({
  "ReLU, gain 2": {measured: propagate({depth: 20, width: 64, gain: 2}), predicted: predictPropagation({depth: 20, gain: 2})},
  "sigmoid": propagate({depth: 20, width: 64, activation: "sigmoid"})
})`,
  },
  (nets, { show, caption }) => {
    const lines = Object.entries(nets).map(([net, arm]) => readArm(net, arm, show));
    return drawFigure(lines, show, caption);
  },
);

function drawFigure(lines: readonly NamedLines[], direction: Direction, caption: string | undefined): HTMLElement {
  const what = direction === "backward" ? "the gradient" : "the activations";
  const result = lines.map((line) => describeLine(line, direction)).join("; ");
  return chartFigure({
    kind: "signal-propagation",
    label: `Size of ${what} by layer, input to output. ${capitalise(result)}.`,
    caption: readCaption(caption, {
      claim: `${capitalise(result)}.`,
      reading: "On this axis a constant factor from layer to layer is a straight line; its slope is the factor.",
      conditions: "",
    }),
    draw: (width) => drawLines(lines, direction, width),
    table: () => tableOf(lines),
  });
}

function readArm(name: string, arm: SignalArm, show: Direction): NamedLines {
  const { measured, predicted } = "measured" in arm ? arm : { measured: arm, predicted: undefined };
  const seeds = measured.map((each) => toPoints(each[show]));
  return { name, seeds, mean: meanOf(seeds), predicted: toPoints(predicted?.[show] ?? []) };
}

function toPoints(values: readonly number[]): LayerPoint[] {
  return values.map((value, at) => ({ at, value }));
}

function meanOf(seeds: readonly (readonly LayerPoint[])[]): LayerPoint[] {
  const [first = []] = seeds;
  return first.map(({ at }) => ({ at, value: geometricMean(seeds.map((points) => points[at]?.value ?? NaN)) }));
}

function describeLine({ name, mean }: NamedLines, direction: Direction): string {
  const [input, output] = [mean[0]?.value ?? NaN, mean.at(-1)?.value ?? NaN];
  const times = formatNumber(direction === "backward" ? input / output : output / input, 2);
  const last = Math.max(0, mean.length - 1);
  return direction === "backward"
    ? `in ${name} ${times} times the gradient of layer ${last} arrives at the input`
    : `in ${name} layer ${last} spreads ${times} times as much as the input`;
}

function drawLines(lines: readonly NamedLines[], direction: Direction, width: number): Element {
  const values = lines.flatMap(({ seeds, predicted }) => [...seeds.flat(), ...predicted].map(({ value }) => value));
  const scale = scaleFor(values);
  const shown = (points: readonly LayerPoint[]) => points.filter(({ value }) => scale.shows(value));
  const drawn = lines.flatMap(({ name, seeds, mean, predicted }, at): LayerLine[] => {
    const look = seriesLook(at, lines.length);
    const line = { name, seeds: seeds.map(shown), mean: shown(mean), ...look, strokeWidth: 2.25 };
    const rule = { name: "", seeds: [], mean: shown(predicted), stroke: "var(--ink)", dash: "1 5", strokeWidth: 2 };
    return rule.mean.length === 0 ? [line] : [line, rule];
  });
  const title = direction === "backward" ? "What is left of the gradient" : "Standard deviation of the activations";
  const last = Math.max(1, ...lines.map(({ mean }) => mean.length - 1));
  const widest = Math.max(90, 0.24 * width);
  return drawLayers(drawn, { scale, title, xTitle: "Layer (0 = input)", places: [0, last], widest }, width);
}

function tableOf(lines: readonly NamedLines[]): TableData {
  const columns = lines.flatMap(({ name, mean, predicted }) => [
    { name, points: mean },
    ...(predicted.length === 0 ? [] : [{ name: `${name}, predicted`, points: predicted }]),
  ]);
  const last = Math.max(0, ...columns.map(({ points }) => points.length));
  return {
    columns: ["Layer", ...columns.map(({ name }) => name)],
    rows: Array.from({ length: last }, (_, layer) => [
      String(layer),
      ...columns.map(({ points }) => formatNumber(points[layer]?.value ?? NaN)),
    ]),
  };
}
