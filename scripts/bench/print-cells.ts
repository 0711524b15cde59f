import type { CellsRow } from "./measure-cells.ts";
import type { Spread } from "./statistics.ts";
import { alignColumns } from "./table.ts";

const waits = [
  ["openMs", "open"],
  ["editAllMs", "edit, half follow"],
  ["editOneMs", "edit, one follows"],
  ["keyMs", "key to paint"],
  ["slowestKeyMs", "slowest key"],
] as const;

/** One row for each thing that a reader waits for: how much longer with many cells than with few, then both times. */
export function printCells(rows: readonly CellsRow[]): string {
  const [few, many] = rows;
  if (!few || !many) return "";
  const titles = ["ratio", `${many.cells} cells, ms`, `${few.cells} cells, ms`, "wait"];
  const cells = waits.map(([key, title]) => [
    formatRatio(many[key], few[key]),
    formatSpread(many[key]),
    formatSpread(few[key]),
    title,
  ]);
  return `A page of many cells beside one of few\n${alignColumns([titles, ...cells], titles.indexOf("wait")).join("\n")}\n`;
}

function formatRatio(of: Spread | null, to: Spread | null): string {
  return of && to ? `${(of.median / to.median).toFixed(1)}x` : "–";
}

function formatSpread(spread: Spread | null): string {
  if (!spread) return "–";
  const [median, least, most] = [spread.median, spread.least, spread.most].map((value) => value.toFixed(0));
  return `${median} (${least}–${most})`;
}
