import { sumOf } from "../../core/statistics.ts";
import { declare, options, parameter } from "../../core/declare.ts";
import { formatShape } from "../../core/shape.ts";
import type { Architecture } from "../../models/graph.ts";
import { architectureKind } from "../../models/kinds.ts";
import { summarize, type Counts, type SummaryRow } from "../../models/summary.ts";
import { readCaption, renderCaption } from "../frame/caption.ts";
import { captionOption } from "../frame/chart-options.ts";
import { dataTable, type TableData } from "../frame/data-table.ts";
import { htmlElement } from "../../browser/elements.ts";
import { formatCount } from "../frame/number-format.ts";

const table = { ...captionOption };

const opNames: Readonly<Record<SummaryRow["op"], string>> = {
  input: "input",
  conv: "convolution",
  dense: "dense",
  batchNorm: "batch normalization",
  relu: "ReLU",
  sigmoid: "sigmoid",
  tanh: "tanh",
  add: "sum",
  scale: "scale",
  complement: "1 − x",
  multiply: "product",
  concatenate: "concatenation",
  dropout: "dropout",
  stochasticDepth: "stochastic depth",
  maxPool: "max pool",
  subsamplePad: "subsample, pad",
  globalAveragePool: "global average pool",
  flatten: "flatten",
};

export const summaryTable = declare(
  {
    name: "summaryTable",
    help: "Every layer with its output shape, parameters and multiply-adds, and the totals.",
    parameters: [parameter("net", architectureKind), options(table)],
    returns: ["HTMLElement", "a table with a caption"],
    example: "summaryTable(residualNet({depth: 8}))",
  },
  (net, { caption }) => draw(net, caption),
);

function draw(architecture: Architecture, caption: string | undefined): HTMLElement {
  const rows = summarize(architecture);
  const total = (column: keyof Counts) => sumOf(rows, (row) => row[column]);
  const [parameters, multiplyAdds] = [formatCount(total("parameters")), formatCount(total("multiplyAdds"))];
  const activations = formatCount(total("activations"));
  const data: TableData = {
    columns: ["Layer", "Kind", "Output", "Parameters", "Multiply-adds", "Activations"],
    rows: rows.map((row) => [
      row.name,
      opNames[row.op],
      formatShape(row.shape),
      row.parameters === 0 ? "" : formatCount(row.parameters),
      row.multiplyAdds === 0 ? "" : formatCount(row.multiplyAdds),
      formatCount(row.activations),
    ]),
    foot: ["Total", "", "", parameters, multiplyAdds, activations],
  };
  return htmlElement(
    "figure",
    { class: "chart chart-summary" },
    dataTable(data, `Layers of ${architecture.name}`),
    renderCaption(
      readCaption(caption, {
        claim: `${architecture.name}: ${parameters} parameters, ${multiplyAdds} multiply-adds for one example.`,
        reading: "",
        conditions:
          "Parameters are the trained ones; multiply-adds those of convolutions and dense layers; activations the output values of one example.",
      }),
    ),
  );
}
