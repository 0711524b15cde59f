import { groupBy } from "../core/group-by.ts";
import { sumOf } from "../core/statistics.ts";
import type { Architecture } from "./graph.ts";
import { summarize, summarizeStages, type Counts, type StageSummary, type SummaryRow } from "./summary.ts";

/** A part of a net: its stem, one of its stages, or its head. */
export type NetPart = Omit<StageSummary, "blocks">;

/**
 * The parts of any net of images. Where no blocks are labelled, as in VGG and AlexNet, a stage ends with its pooling, and
 * what follows the last one, the dense layers, is the head.
 */
export function listParts(net: Architecture): readonly NetPart[] {
  if (net.nodes.some(({ block }) => block !== undefined)) return summarizeStages(net);
  const rows = summarize(net);
  const flat = rows.findIndex(({ op, shape }) => op !== "input" && shape.length === 1);
  const stages = rows.map((_, at) => rows.slice(0, at).filter(({ op }) => op === "maxPool").length + 1);
  const parts = groupBy(
    rows.map((row, at) => ({ row, part: flat !== -1 && at >= flat ? "Head" : `Stage ${stages[at] ?? 1}` })),
    ({ part }) => part,
  );
  return [...parts].map(([stage, own]) =>
    sumRows(
      stage,
      own.map(({ row }) => row),
    ),
  );
}

function sumRows(stage: string, rows: readonly SummaryRow[]): NetPart {
  const total = (count: keyof Counts): number => sumOf(rows, (row) => row[count]);
  return {
    stage,
    shape: rows.at(-1)?.shape ?? [],
    parameters: total("parameters"),
    multiplyAdds: total("multiplyAdds"),
    activations: total("activations"),
  };
}
