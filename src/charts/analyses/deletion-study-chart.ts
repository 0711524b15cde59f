import { mean } from "../../core/statistics.ts";
import * as Plot from "@observablehq/plot";
import { declare, options, parameter } from "../../core/declare.ts";
import { oneOrMore } from "../../core/kinds.ts";
import { formatBlock } from "../../models/find-blocks.ts";
import type { BlockChange } from "../../models/block-change.ts";
import { deletionStudyKind } from "../../training/contract/kinds.ts";
import type { DeletionStudy } from "../../training/contract/analyses.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, captionOption } from "../frame/chart-options.ts";
import { drawEndLabels, labelsWidth } from "../frame/end-labels.ts";
import { chartFigure } from "../frame/figure.ts";
import { capitalise, formatNumber, formatPercent } from "../frame/number-format.ts";
import { arrangePanels, panelWidth } from "../frame/panels.ts";
import { drawFrame } from "../frame/plot-frame.ts";
import { familyStroke } from "../frame/theme.ts";

const table = { ...captionOption };

/** One changed net in the chart. */
interface Outcome {
  /** Which blocks, in words: "2.1", "1.2 and 1.3", "1.2 ↔ 1.3". */
  readonly name: string;
  /** Place along the axis: which block, or how many. */
  readonly at: number;
  readonly value: number;
}

export const deletionStudyChart = declare(
  {
    name: "deletionStudyChart",
    help: "The error of nets whose blocks were deleted or swapped without training them again, beside that of the whole net: one panel for each study. Where one block was deleted at a time, by block; where several were, by their number.",
    parameters: [parameter("studies", oneOrMore(deletionStudyKind), "One for each net."), options(table)],
    returns: aFigure,
    source: "Veit et al. 1605.06431, Fig. 3 and 5",
    example: `{
  const {parameters} = exampleRun.runs.find(({arm}) => arm === "residual-8");
  return deletionStudyChart(await finished(deletionStudy(residualMlp({depth: 8}), parameters, {data: spiral()})));
}`,
  },
  (studies, { caption }) => draw(studies, caption),
);

function draw(studies: readonly DeletionStudy[], caption: string | undefined): HTMLElement {
  const byCount = studies.some((study) =>
    study.rows.some(({ change }) => "deleted" in change && change.deleted.length > 1),
  );
  const isLoss = studies.some(({ whole }) => whole.accuracy === null);
  const measure: Measure = { byCount, isLoss, top: topOf(studies, isLoss) };
  const result = capitalise(studies.map((study) => describeStudy(study, measure)).join("; "));
  return chartFigure({
    kind: "deletions",
    label: `${isLoss ? "Loss" : "Error"} with blocks deleted. ${result}.`,
    caption: readCaption(caption, {
      claim: `${result}.`,
      reading: `The rule is the whole net; a dot is the net ${byCount ? "with so many blocks deleted" : "with that block changed"}, not trained again.`,
      conditions: describeExamined(studies),
    }),
    draw: (width) => {
      const each = panelWidth(width, studies.length);
      return arrangePanels(
        studies.map((study) => ({ title: study.net.name, svg: drawStudy(study, measure, each) })),
        width,
      );
    },
    table: () => ({
      columns: ["Net", "Change", ...(isLoss ? ["Loss"] : ["Loss", "Accuracy"])],
      rows: studies.flatMap((study) =>
        [{ change: null, ...study.whole }, ...study.rows].map(({ change, loss, accuracy }) => [
          study.net.name,
          change === null ? "none" : nameOf(change),
          formatNumber(loss),
          ...(accuracy === null ? [] : [formatPercent(accuracy)]),
        ]),
      ),
    }),
  });
}

interface Measure {
  readonly byCount: boolean;
  readonly isLoss: boolean;
  /** End of the value axis, the same in all panels. */
  readonly top: number;
}

function topOf(studies: readonly DeletionStudy[], isLoss: boolean): number {
  if (!isLoss) return 1;
  const losses = studies.flatMap(({ whole, rows }) => [whole, ...rows].map(({ loss }) => loss)).filter(Number.isFinite);
  return 1.05 * Math.max(1e-9, ...losses);
}

function valueOf(score: { readonly loss: number; readonly accuracy: number | null }, { isLoss }: Measure): number {
  return isLoss || score.accuracy === null ? score.loss : 1 - score.accuracy;
}

function nameOf(change: BlockChange): string {
  if ("swapped" in change) return change.swapped.map(formatBlock).join(" ↔ ");
  return change.deleted.length === 0 ? "none" : change.deleted.map(formatBlock).join(", ");
}

function outcomesOf({ rows }: DeletionStudy, measure: Measure): Outcome[] {
  return rows.map(({ change, ...score }, row) => {
    const count = "deleted" in change ? change.deleted.length : 2;
    return { name: nameOf(change), at: measure.byCount ? count : row + 1, value: valueOf(score, measure) };
  });
}

function drawStudy(study: DeletionStudy, measure: Measure, width: number): Element {
  const outcomes = outcomesOf(study, measure);
  const whole = valueOf(study.whole, measure);
  const stroke = familyStroke(study.net.family);
  const last = measure.byCount ? Math.max(1, ...outcomes.map(({ at }) => at)) : Math.max(1, study.total);
  const at = { x: "at", y: ({ value }: Outcome) => Math.min(value, measure.top) } as const;
  const every = Math.ceil((last * 30) / Math.max(60, width - 60));
  const named = measure.byCount ? [] : outcomes.filter((_, place) => place % every === 0);
  const label = { name: "whole net", value: formatValue(whole, measure) };
  const place = { stacked: true, widest: 90 };
  const frame = drawFrame({
    width,
    ...{ height: 260, marginLeft: 48, marginRight: labelsWidth([label], place) },
    x: { domain: [measure.byCount ? 0 : 0.5, last + 0.5] },
    y: { domain: [0, measure.top] },
    title: measure.isLoss ? "Loss" : "Error",
    xTitle: measure.byCount ? "Blocks deleted" : "Changed block",
    xTicks: measure.byCount
      ? Array.from({ length: last + 1 }, (_, count) => count)
      : named.map((outcome) => outcome.at),
    xFormat: (place) => (measure.byCount ? String(place) : (named.find((each) => each.at === place)?.name ?? "")),
    ...(measure.isLoss ? { yTicks: 5 } : { yTicks: [0, 0.25, 0.5, 0.75, 1], yFormat: formatPercent }),
    marks: [
      Plot.ruleY([whole], { stroke: "var(--ink)", strokeWidth: 1.25, strokeDasharray: "4 3" }),
      measure.byCount ? null : Plot.ruleX(outcomes, { x: "at", y1: whole, y2: at.y, stroke, strokeWidth: 2 }),
      Plot.dot(outcomes, { ...at, r: 3.5, stroke, strokeWidth: 1.5, fill: "var(--paper)" }),
      measure.byCount ? Plot.line(meansOf(outcomes), { x: "at", y: "value", stroke, strokeWidth: 2.25 }) : null,
    ],
  });
  const end = { x: frame.area.right, y: frame.yAt(whole), stroke: "var(--ink)" };
  drawEndLabels(frame.svg, [{ ...label, ...end }], {
    ...place,
    top: frame.area.top - 10,
    bottom: frame.area.bottom + 4,
  });
  return frame.svg;
}

function meansOf(outcomes: readonly Outcome[]): { readonly at: number; readonly value: number }[] {
  const counts = [...new Set(outcomes.map(({ at }) => at))].sort((a, b) => a - b);
  return counts.map((at) => {
    const values = outcomes.filter((each) => each.at === at).map(({ value }) => value);
    return { at, value: mean(values) };
  });
}

function formatValue(value: number, { isLoss }: Measure): string {
  return isLoss ? formatNumber(value) : formatPercent(value);
}

function describeStudy(study: DeletionStudy, measure: Measure): string {
  const whole = formatValue(valueOf(study.whole, measure), measure);
  const start = `in ${study.net.name} the ${measure.isLoss ? "loss" : "error"} is ${whole}`;
  const outcomes = outcomesOf(study, measure).sort((a, b) => a.value - b.value);
  const [least, most] = [outcomes[0], outcomes.at(-1)];
  if (least === undefined || most === undefined) return start;
  const swaps = study.rows.some(({ change }) => "swapped" in change);
  const changed = swaps ? "blocks changed" : measure.byCount ? "blocks deleted" : "one block deleted";
  const [low, high] = [least, most].map(({ name, value }) => `${formatValue(value, measure)} (${name})`);
  return `${start}, with ${changed} ${low === high ? low : `from ${low} to ${high}`}`;
}

function describeExamined(studies: readonly DeletionStudy[]): string {
  const [first] = studies;
  if (first === undefined) return "";
  const { examined } = first;
  const split = examined.split === "test" ? "held-out" : "training";
  const open = studies
    .filter(({ status }) => status !== "done")
    .map(({ rows, total, status }) => `${status}, ${rows.length} of ${total}`);
  return [`${examined.examples} ${split} examples, ${examined.mode.replace("-", " ")}`, ...open].join("; ") + ".";
}
