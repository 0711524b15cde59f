import { declare, options, parameter } from "../../core/declare.ts";
import { formatShape } from "../../core/shape.ts";
import type { Architecture } from "../../models/graph.ts";
import { architectureKind } from "../../models/kinds.ts";
import { summarize } from "../../models/summary.ts";
import { readStages, type DrawnBlock, type DrawnStage } from "./architecture-rows.ts";
import { describeArc, drawBlock } from "./block-drawing.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, captionOption } from "../frame/chart-options.ts";
import { htmlElement } from "../../browser/elements.ts";
import { chartFigure } from "../frame/figure.ts";
import { formatCount } from "../frame/number-format.ts";

const table = { ...captionOption };

export const architectureChart = declare(
  {
    name: "architectureChart",
    help: "The net as a small version of He et al. 2015, Fig. 3: stem, stages and head side by side, each from top to bottom; equal blocks are drawn once and counted; shortcuts are arcs, dotted where the shape changes.",
    parameters: [parameter("net", architectureKind), options(table)],
    returns: aFigure,
    source: "He et al. 2015, Fig. 3",
    example: "architectureChart(residualNet({depth: 20}))",
  },
  (net, { caption }) => draw(net, caption),
);

function draw(architecture: Architecture, caption: string | undefined): HTMLElement {
  const stages = readStages(architecture);
  const { name, depth } = architecture;
  const parameters = summarize(architecture).reduce((sum, row) => sum + row.parameters, 0);
  return chartFigure({
    kind: "architecture",
    label: `${name} with ${depth} weighted layers. ${stages.map(describeStage).join(" ")}`,
    caption: readCaption(caption, {
      claim: `${name}: ${depth} weighted layers, ${formatCount(parameters)} parameters.`,
      reading: explainArcs(stages),
      conditions: "",
    }),
    draw: () => drawStages(stages, architecture),
    table: () => ({
      columns: ["Part", "Times", "From input to output", "Shortcuts", "Output"],
      rows: stages.flatMap(({ title, shape, blocks }) =>
        blocks.map((block) => [
          title,
          String(block.count),
          block.rows.map(({ text }) => text).join(" → "),
          describeArcs(block),
          formatShape(shape),
        ]),
      ),
    }),
  });
}

function drawStages(stages: readonly DrawnStage[], { family }: Architecture): HTMLElement {
  const panels = stages.map(({ title, shape, blocks }) =>
    htmlElement(
      "div",
      { class: "stage" },
      htmlElement("div", { class: "stage-title" }, title),
      htmlElement("div", { class: "stage-shape" }, formatShape(shape)),
      ...blocks.map((block) => {
        const times = block.count > 1 ? htmlElement("div", { class: "stage-times" }, `× ${block.count}`) : null;
        return htmlElement("div", { class: "stage-block" }, drawBlock(block, family), times);
      }),
    ),
  );
  return htmlElement("div", { class: "stages" }, ...panels);
}

function explainArcs(stages: readonly DrawnStage[]): string {
  const arcs = stages.flatMap(({ blocks }) => blocks.flatMap((block) => block.arcs));
  if (arcs.length === 0) return "Every layer's output goes to the next layer only.";
  const sentences = ["Arcs on the right are shortcuts, added where they meet the trunk again."];
  const gate = arcs.find(({ role }) => role === "gate");
  const gated = arcs.some(({ badge }) => badge.includes("g"));
  if (gate !== undefined) sentences.push(`On the left a gate g (${gate.text}) multiplies what it meets.`);
  else if (gated) sentences.push("g is a gate, which multiplies what it is written on.");
  const path = arcs.find(({ role }) => role === "path");
  if (path !== undefined) sentences.push(`“${path.badge}” counts further paths with layers of their own.`);
  const changes = arcs.find(({ changesShape, role }) => changesShape && role === "shortcut");
  if (changes !== undefined) sentences.push(`Dotted: the shape changes on the way (${changes.text}).`);
  return sentences.join(" ");
}

function describeStage({ title, shape, blocks }: DrawnStage): string {
  const parts = blocks.map((block) => {
    const layers = block.rows.filter(({ kind }) => kind === "layer").map(({ text }) => text);
    const arcs = describeArcs(block);
    return `${block.count > 1 ? `${block.count} times ` : ""}${layers.join(", ")}${arcs === "" ? "" : ` with ${arcs}`}`;
  });
  return `${title}, output ${formatShape(shape)}: ${parts.join("; then ")}.`;
}

function describeArcs({ arcs }: DrawnBlock): string {
  return arcs.map(describeArc).join(", ");
}
