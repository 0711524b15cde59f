import { sum } from "../../core/statistics.ts";
import * as Plot from "@observablehq/plot";
import { declare, options, parameter } from "../../core/declare.ts";
import { confusionKind } from "../../training/contract/kinds.ts";
import type { Confusion } from "../../training/contract/analyses.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, captionOption } from "../frame/chart-options.ts";
import { cividis, inkOn, toCss } from "../frame/colours.ts";
import { drawPlot } from "../frame/draw-plot.ts";
import { svgElement } from "../../browser/elements.ts";
import { chartFigure } from "../frame/figure.ts";
import { formatPercent } from "../frame/number-format.ts";
import { estimateTextWidth, fontSize } from "../frame/theme.ts";

const table = { ...captionOption };

interface Cell {
  readonly row: string;
  readonly column: string;
  readonly count: number;
  /** Of the row: of all examples of the class. */
  readonly share: number;
}

const widest = 560;

export const confusionMatrixChart = declare(
  {
    name: "confusionMatrixChart",
    help: "Which class a net takes for which: a row for each true class, a column for each one that it chose.",
    parameters: [parameter("confusion", confusionKind), options(table)],
    returns: aFigure,
    example: `{
  const {parameters} = exampleRun.runs.find(({arm}) => arm === "residual-8");
  return confusionMatrixChart(await confusionMatrix(residualMlp({depth: 8}), parameters, {data: spiral()}));
}`,
  },
  (confusion, { caption }) => draw(confusion, caption),
);

function draw(confusion: Confusion, caption: string | undefined): HTMLElement {
  const { accuracy, net, examined, classNames } = confusion;
  const cells = toCells(confusion);
  const mistakes = cells.filter(({ row, column, count }) => row !== column && count > 0);
  const worst = mistakes.reduce<Cell | undefined>(
    (most, each) => (each.count > (most?.count ?? 0) ? each : most),
    undefined,
  );
  const result = `${net.name} is right on ${formatPercent(accuracy)} of ${examined.examples} examples`;
  const confused =
    worst === undefined ? "; it makes no mistake" : `; most often it takes ${worst.row} for ${worst.column}`;
  return chartFigure({
    kind: "confusion-matrix",
    label: `Confusion matrix of ${classNames.length} classes. ${result}${confused}.`,
    caption: readCaption(caption, {
      claim: `${result}${confused}.`,
      reading:
        "A row holds the examples of a class, lighter where more of them were taken for the column's class; the diagonal is right.",
      conditions: `${examined.split === "test" ? "Held-out" : "Training"} examples, ${examined.mode.replace("-", " ")}.`,
    }),
    draw: (width) => drawMatrix(cells, classNames, Math.min(width, widest)),
    table: () => ({
      columns: ["Class", ...classNames.map((name) => `as ${name}`), "Right"],
      rows: classNames.map((name) => {
        const row = cells.filter((cell) => cell.row === name);
        return [
          name,
          ...row.map(({ count }) => String(count)),
          formatPercent(row.find(({ column }) => column === name)?.share ?? NaN),
        ];
      }),
    }),
  });
}

function toCells({ counts, classNames }: Confusion): Cell[] {
  return counts.flatMap((row, at) => {
    const all = sum(row);
    return row.map((count, place) => ({
      row: classNames[at] ?? `class ${at}`,
      column: classNames[place] ?? `class ${place}`,
      count,
      share: all === 0 ? 0 : count / all,
    }));
  });
}

function drawMatrix(cells: readonly Cell[], names: readonly string[], width: number): Element {
  const room = 14 + Math.max(...names.map(estimateTextWidth));
  const side = Math.min(48, (width - room - 4) / names.length);
  const [marginLeft, marginTop] = [room, room + 24];
  const right = Math.max(4, width - marginLeft - side * names.length);
  const plot = drawPlot({
    ...{
      width,
      height: marginTop + side * names.length + 4,
      marginLeft,
      marginTop,
      marginRight: right,
      marginBottom: 4,
    },
    x: { type: "band", domain: [...names], padding: 0.04 },
    y: { type: "band", domain: [...names], padding: 0.04 },
    marks: [
      Plot.cell(cells, { x: "column", y: "row", fill: "var(--panel)" }),
      Plot.cell(
        cells.filter(({ count }) => count > 0),
        { x: "column", y: "row", fill: ({ share }: Cell) => toCss(cividis(share)) },
      ),
      Plot.text(
        cells.filter(({ count }) => count > 0),
        {
          x: "column",
          y: "row",
          text: ({ count }: Cell) => String(count),
          fill: ({ share }: Cell) => inkOn(cividis(share)),
        },
      ),
      Plot.axisY({ tickSize: 0, label: null }),
      Plot.axisX({ anchor: "top", tickSize: 0, label: null, tickRotate: -90 }),
    ],
  });
  plot.append(
    svgElement("text", { x: 0, y: marginTop - 6, "text-anchor": "start", fill: "currentColor" }, "Class"),
    svgElement("text", { x: marginLeft, y: fontSize, "text-anchor": "start", fill: "currentColor" }, "Taken for"),
  );
  return plot;
}
