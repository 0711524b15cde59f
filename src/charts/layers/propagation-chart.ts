import { geometricMean } from "../../core/statistics.ts";
import { refuse } from "../../core/errors.ts";
import { checkOptionNames, requireChoice } from "../../core/check-value.ts";
import type { Prediction } from "../../signals/predict.ts";
import type { Propagation } from "../../signals/propagate.ts";
import { readCaption } from "../frame/caption.ts";
import type { TableData } from "../frame/data-table.ts";
import { chartFigure } from "../frame/figure.ts";
import { drawLayers, type LayerLine } from "./layer-plot.ts";
import type { LayerPoint } from "./layer-series.ts";
import { capitalise, formatNumber } from "../frame/number-format.ts";
import { seriesLook } from "../frame/theme.ts";
import { scaleFor } from "../frame/value-scale.ts";

/** One net's line: what was measured, once for each seed, and what a formula says. */
export interface SignalArm {
  readonly measured: Propagation | readonly Propagation[];
  readonly predicted?: Prediction;
}

export interface SignalPropagationOptions {
  readonly caption?: string;
  /** What is left of the gradient on its way back, or the spread of the activations on the way there. */
  readonly show?: "backward" | "forward";
}

type Direction = NonNullable<SignalPropagationOptions["show"]>;

interface NamedLines {
  readonly name: string;
  readonly seeds: readonly (readonly LayerPoint[])[];
  readonly mean: readonly LayerPoint[];
  readonly predicted: readonly LayerPoint[];
}

/**
 * The size of a signal layer by layer, input on the left, loss on the right; on a logarithmic axis where sizes differ
 * much, so that what multiplies from layer to layer is a straight line. Dots stand for what a formula predicts.
 * @throws CourseError if there is nothing to draw
 */
export function propagationChart(
  arms: Readonly<Record<string, Propagation | readonly Propagation[] | SignalArm>>,
  options: SignalPropagationOptions = {},
): HTMLElement {
  const where = "propagationChart";
  checkOptionNames(where, options, ["caption", "show"]);
  const direction = requireChoice(where, "show", options.show ?? "backward", ["backward", "forward"]);
  const lines = Object.entries(arms).map(([name, arm]) => readArm(name, arm, direction));
  if (lines.length === 0) throw refuse(where, "there is nothing to draw", "Pass {name: propagate({…})}.");
  const what = direction === "backward" ? "the gradient" : "the activations";
  const result = lines.map((line) => describeLine(line, direction)).join("; ");
  return chartFigure({
    kind: "signal-propagation",
    label: `Size of ${what} by layer, input to output. ${capitalise(result)}.`,
    caption: readCaption(options.caption, {
      claim: `${capitalise(result)}.`,
      reading: "On this axis a constant factor from layer to layer is a straight line; its slope is the factor.",
      conditions: "",
    }),
    draw: (width) => draw(lines, direction, width),
    table: () => table(lines),
  });
}

function readArm(name: string, arm: Propagation | readonly Propagation[] | SignalArm, show: Direction): NamedLines {
  const { measured, predicted = null } = "measured" in arm ? arm : { measured: arm };
  const seeds = (isList(measured) ? measured : [measured]).map((each) => toPoints(each[show]));
  return { name, seeds, mean: meanOf(seeds), predicted: predicted === null ? [] : toPoints(predicted[show]) };
}

function isList(measured: Propagation | readonly Propagation[]): measured is readonly Propagation[] {
  return Array.isArray(measured);
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

function draw(lines: readonly NamedLines[], direction: Direction, width: number): Element {
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

function table(lines: readonly NamedLines[]): TableData {
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
