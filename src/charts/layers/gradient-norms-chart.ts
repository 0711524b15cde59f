import { declare, options, parameter } from "../../core/declare.ts";
import { trainingKind } from "../../training/contract/kinds.ts";
import { refuse } from "../../core/errors.ts";
import { armProbes, describeMissing, normDomain, type ArmProbes } from "./arm-probes.ts";
import { requireMeasured, type PickList } from "./layer-series.ts";
import type { Arm } from "../runs/arms.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, armsOption, captionOption } from "../frame/chart-options.ts";
import type { TableData } from "../frame/data-table.ts";
import { describeConditions } from "../runs/describe.ts";
import type { FigureParts } from "../frame/figure.ts";
import { runsFigure, type ShownRuns } from "../runs/runs-figure.ts";
import { drawProbes } from "./probe-plot.ts";
import { arrangePanels, panelWidth } from "../frame/panels.ts";
import { capitalise, formatNumber, listInWords } from "../frame/number-format.ts";

const name = "gradientNormsChart";
const table = { ...armsOption, ...captionOption };

export const gradientNormsChart = declare(
  {
    name,
    help: "Norm of the loss gradient at each block's output on a logarithmic axis, from the input side to the loss: one panel for each arm, one line for each step that was probed, later steps stronger.",
    parameters: [parameter("training", trainingKind, "Trained with probeAt."), options(table)],
    returns: aFigure,
    refuses: "gradient norms were not measured, or there is no such arm",
    source: "Glorot & Bengio 2010, Fig. 7",
    example: "gradientNormsChart(exampleRun)",
  },
  (training, { caption, arms: names }) => runsFigure(name, { training, names }, (shown) => compose(shown, caption)),
);

const pick: PickList = ({ gradientNorms }) => (gradientNorms.length === 0 ? undefined : gradientNorms);

/** A net without labelled blocks was probed, and has nothing of which a norm could be taken: its probes look the same. */
function requireBlocks(arms: readonly Arm[]): void {
  const probes = arms.flatMap(({ runs }) => runs.flatMap((run) => run.probes));
  if (probes.length === 0 || probes.some(({ gradientNorms }) => gradientNorms.length > 0)) return;
  throw refuse(
    name,
    'the training did not measure "gradient-norms", or its nets have no labelled blocks to measure them at',
    'Train it with probes: ["gradient-norms"]; in nets of your own, mark each block: labelBlock(x, {stage: 1, index: 1}).block.',
  );
}

function compose({ training, arms, ghosts }: ShownRuns, caption: string | undefined): FigureParts {
  requireBlocks(arms);
  requireMeasured(name, { training, arms }, pick, "gradient-norms");
  const all = arms.map(armProbes);
  const behind = ghosts.map(armProbes);
  const probed = all.filter(({ probes }) => probes.length > 0);
  const result = all.map(describeProbes).join("; ");
  return {
    kind: "gradient-norms",
    label: `Norm of the loss gradient by block, first block to last. ${result}.`,
    caption: readCaption(caption, {
      claim: `${capitalise(result)}.`,
      reading: "A line that falls towards the left is a vanishing gradient, one that rises an exploding gradient.",
      conditions: describeConditions(training, arms),
    }),
    draw: (width) => {
      const domain = normDomain([...probed, ...behind]);
      const ghostOf = ({ arm }: ArmProbes) => behind.find((each) => each.arm.name === arm.name);
      return arrangePanels(
        probed.map((each) => ({
          title: each.arm.name,
          svg: drawProbes(each, { domain, ghost: ghostOf(each) }, panelWidth(width, probed.length)),
        })),
        width,
      );
    },
    table: () => probesTable(probed),
  };
}

function describeProbes({ arm, probes }: ArmProbes): string {
  const ratios = probes.map(({ step, mean }) => {
    const ratio = (mean[0]?.norm ?? NaN) / (mean.at(-1)?.norm ?? NaN);
    return `${formatNumber(ratio, 2)} at step ${step}`;
  });
  if (ratios.length === 0) return describeMissing(arm, "no labelled blocks, whose gradients could be measured");
  return `for ${arm.name} the first block's gradient is, as a multiple of the last one's, ${listInWords(ratios)}`;
}

function probesTable(arms: readonly ArmProbes[]): TableData {
  const curves = arms.flatMap(({ arm, probes }) => probes.map((probe) => ({ ...probe, name: arm.name })));
  const blocks = Math.max(0, ...curves.map(({ mean }) => mean.length));
  return {
    columns: ["Block", ...curves.map(({ name, step }) => `${name}, step ${step}`)],
    rows: Array.from({ length: blocks }, (_, block) => [
      block === 0 ? "0 (input of the first)" : String(block),
      ...curves.map(({ mean }) => {
        const norm = mean.find((each) => each.block === block)?.norm;
        return norm === undefined ? "" : formatNumber(norm);
      }),
    ]),
  };
}
