import { geometricMean } from "../../core/statistics.ts";
import { refuse } from "../../core/errors.ts";
import { declare, options, parameter } from "../../core/declare.ts";
import { integer } from "../../core/kinds.ts";
import { optional } from "../../core/options.ts";
import { trainingKind } from "../../training/contract/kinds.ts";
import type { BranchStatistics } from "../../training/contract/measurements.ts";
import type { Arm } from "../runs/arms.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, armsOption, captionOption } from "../frame/chart-options.ts";
import type { TableData } from "../frame/data-table.ts";
import { describeConditions } from "../runs/describe.ts";
import type { FigureParts } from "../frame/figure.ts";
import { runsFigure, type ShownRuns } from "../runs/runs-figure.ts";
import { pale, placesOf, valuesOf } from "./layer-panels.ts";
import { drawLayers, type LayerLine } from "./layer-plot.ts";
import { layerSeries, requireMeasured, type ArmLayers, type LayerSeries, type PickList } from "./layer-series.ts";
import { capitalise, formatNumber } from "../frame/number-format.ts";
import { arrangePanels, panelWidth } from "../frame/panels.ts";
import { scaleFor, type ValueScale } from "../frame/value-scale.ts";

const name = "branchAgainstShortcutChart";

const table = {
  step: optional(integer({ least: 0, unit: "updates" }), "The probed step that is shown.", "the last that was probed"),
  ...armsOption,
  ...captionOption,
};

type Quantity = "Gradient" | "Deviation";
type Way = "branch" | "shortcut";

/** Both ways of one arm for one quantity, at one step. */
interface Pair {
  readonly arm: Arm;
  readonly quantity: Quantity;
  readonly ways: readonly { readonly way: Way; readonly layers: ArmLayers }[];
}

const titles: Readonly<Record<Quantity, string>> = { Gradient: "Gradient norm", Deviation: "Standard deviation" };

export const branchAgainstShortcutChart = declare(
  {
    name,
    help: "What comes through the branch and what comes through the shortcut, at every residual addition: the gradient that arrives at the block's input, and the standard deviation of the two terms.",
    parameters: [parameter("training", trainingKind, 'Trained with probeAt and probes: ["branches"].'), options(table)],
    returns: aFigure,
    refuses: "branches were not measured, no arm has a shortcut, or there is no such arm or step",
    source: "He et al. 1603.05027, Eq. 5",
    example: 'branchAgainstShortcutChart(exampleRun, {arms: ["residual-8"], step: 20})',
  },
  (training, { caption, arms: names, step }) =>
    runsFigure(name, { training, names }, (shown) => compose(shown, { caption, asked: step })),
);

// The list of blocks is empty where there is no shortcut to measure
const pick: PickList = ({ branches }) => branches?.branchGradient;

interface Settings {
  readonly asked: number | undefined;
  readonly caption: string | undefined;
}

function compose({ training, arms, ghosts }: ShownRuns, { asked, caption }: Settings): FigureParts {
  requireMeasured(name, { training, arms }, pick, "branches");
  const step = chooseStep(name, arms, asked);
  const hasShortcut = ({ runs }: Arm) => runs.some(({ probes }) => probes.some((probe) => hasBlocks(probe.branches)));
  const pairsOf = (all: readonly Arm[]) =>
    all.flatMap((arm) => (["Gradient", "Deviation"] as const).map((what) => pairOf(arm, what, step)));
  const residual = arms.filter(hasShortcut);
  const [pairs, behind] = [pairsOf(residual), pairsOf(ghosts.filter(hasShortcut))];
  const result =
    residual.length === 0 ? "no residual block was probed yet" : residual.map((arm) => describe(pairs, arm)).join("; ");
  return {
    kind: "branch-against-shortcut",
    label: `Branch and shortcut at every block, first to last, at step ${step}. ${capitalise(result)}.`,
    caption: readCaption(caption, {
      claim: `${capitalise(result)}.`,
      reading:
        "The gradient at a block's input is the sum of both ways, and what a block puts out is the sum of both terms.",
      conditions: `Step ${step}. ${describeConditions(training, residual)}`,
    }),
    draw: (width) => {
      const each = panelWidth(width, pairs.length);
      return arrangePanels(
        pairs.map((pair) => ({ title: pair.arm.name, svg: drawPair(pair, { pairs, behind }, each) })),
        width,
      );
    },
    table: () => pairsTable(pairs),
  };
}

function hasBlocks(branches: BranchStatistics | undefined): boolean {
  return branches !== undefined && branches.blocks.length > 0;
}

function chooseStep(where: string, arms: readonly Arm[], asked: number | undefined): number {
  const steps = [...new Set(arms.flatMap(({ runs }) => runs.flatMap(({ probes }) => probes.map(({ step }) => step))))];
  if (asked === undefined) return Math.max(0, ...steps);
  if (steps.length === 0 || steps.includes(asked)) return asked;
  throw refuse(where, `there was no probe at step ${asked}`, `Probed steps are ${steps.join(", ")}.`);
}

function pairOf(arm: Arm, quantity: Quantity, step: number): Pair {
  const ways = (["branch", "shortcut"] as const).map((way) => {
    const { series, ...rest } = layerSeries(arm, (probe) => probe.branches?.[`${way}${quantity}`], "geometric");
    return { way, layers: { ...rest, series: series.filter((each) => each.step === step) } };
  });
  return { arm, quantity, ways };
}

function drawPair(
  { arm, quantity, ways }: Pair,
  { pairs, behind }: { readonly pairs: readonly Pair[]; readonly behind: readonly Pair[] },
  width: number,
): Element {
  const alike = [...pairs, ...behind]
    .filter((pair) => pair.quantity === quantity)
    .flatMap((pair) => pair.ways.map(({ layers }) => layers));
  const scale = scaleFor(valuesOf(alike));
  const ghost = behind.find((pair) => pair.quantity === quantity && pair.arm.name === arm.name)?.ways ?? [];
  const linesOf = (both: Pair["ways"]) =>
    both.flatMap(({ way, layers }) => layers.series.map((series) => lineOf(way, arm, series, scale)));
  const lines = [...linesOf(ghost).map(pale), ...linesOf(ways)];
  const style = {
    scale,
    title: titles[quantity],
    xTitle: "Block",
    places: placesOf(ways[0]?.layers ?? { arm, series: [] }),
  };
  return drawLayers(lines, style, width);
}

/** The shortcut's line is the family's own; the branch's is thin and in the ink of the page. */
function lineOf(way: Way, arm: Arm, { seeds, mean }: LayerSeries, { shows }: ValueScale): LayerLine {
  const isShortcut = way === "shortcut";
  return {
    name: way,
    seeds: seeds.map((points) => points.filter(({ value }) => shows(value))),
    mean: mean.filter(({ value }) => shows(value)),
    stroke: isShortcut ? arm.stroke : "var(--muted)",
    dash: isShortcut ? arm.dash : undefined,
    strokeWidth: isShortcut ? 2.75 : 1.75,
  };
}

function describe(pairs: readonly Pair[], arm: Arm): string {
  const ratioOf = (quantity: Quantity): string => {
    const pair = pairs.find((each) => each.arm === arm && each.quantity === quantity);
    const [branch, shortcut] = (pair?.ways ?? []).map(({ layers }) => layers.series[0]?.mean ?? []);
    const ratios = (branch ?? []).flatMap(({ at, value }) => {
      const other = shortcut?.find((each) => each.at === at)?.value;
      return other === undefined || other === 0 || value === 0 ? [] : [value / other];
    });
    return formatNumber(geometricMean(ratios), 2);
  };
  return `in ${arm.name} the branch has, against the shortcut, on average ${ratioOf("Gradient")} of the gradient and ${ratioOf("Deviation")} of the deviation`;
}

function pairsTable(pairs: readonly Pair[]): TableData {
  const columns = pairs.flatMap(({ arm, quantity, ways }) =>
    ways.map(({ way, layers }) => ({
      name: `${arm.name}, ${titles[quantity]}, ${way}`,
      mean: layers.series[0]?.mean ?? [],
    })),
  );
  const blocks = pairs[0]?.arm.runs[0]?.probes.at(-1)?.branches?.blocks ?? [];
  const count = Math.max(0, ...columns.flatMap(({ mean }) => mean.map(({ at }) => at)));
  return {
    columns: ["Block", ...columns.map(({ name }) => name)],
    rows: Array.from({ length: count }, (_, row) => [
      new Set(pairs.map(({ arm }) => arm)).size === 1 ? (blocks[row] ?? String(row + 1)) : String(row + 1),
      ...columns.map(({ mean }) => {
        const value = mean.find(({ at }) => at === row + 1)?.value;
        return value === undefined ? "" : formatNumber(value);
      }),
    ]),
  };
}
