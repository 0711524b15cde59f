import type { PoolResult, PoolRow } from "./measure-pool.ts";
import { coreCounts, type ScheduledCell } from "./schedule-runs.ts";
import { alignColumns, formatNumber, formatSpread } from "./table.ts";

/** A training with one worker and with several, then every recorded training on paper; ratios first. */
export function printPool({ cell, rows, scheduled }: PoolResult): string {
  return `${printMeasured(cell, rows)}\n${printScheduled(scheduled)}`;
}

function printMeasured(cell: string, rows: readonly PoolRow[]): string {
  const titles = ["times as fast", "from Run to the end, ms", "to the first update, ms", "losses", "workers"];
  const cells = rows.map(({ workers, wallMs, firstMs, timesAsFast, isSame }) => [
    `${formatNumber(timesAsFast)}x`,
    formatSpread(wallMs),
    formatSpread(firstMs),
    isSame ? "the same" : "NOT THE SAME",
    String(workers),
  ]);
  return `${cell} with several workers\n${alignColumns([titles, ...cells], titles.indexOf("workers")).join("\n")}\n`;
}

/** Nothing is measured here: no worker waits for another's memory, and nothing is handed over. */
function printScheduled(cells: readonly ScheduledCell[]): string {
  const titles = [...coreCounts.map((count) => `${count} workers`), "one worker, s", "runs", "cell"];
  const rows = [...cells]
    .sort((a, b) => b.aloneMs - a.aloneMs)
    .map(({ chapter, cell, runs, aloneMs, timesAsFast }) => [
      ...timesAsFast.map((times) => `${formatNumber(times)}x`),
      formatNumber(aloneMs / 1000),
      String(runs),
      `${chapter}, ${cell}`,
    ]);
  const head = "On paper: recorded seconds of each training, its runs dealt out by depth and steps";
  return `${head}\n${alignColumns([titles, ...rows], titles.indexOf("cell")).join("\n")}\n`;
}
