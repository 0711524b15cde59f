import { findDependencies } from "../../notebook/cell-graph.ts";
import type { HostedCell } from "./hosted-cell.ts";
import type { CellState } from "./cell-state.ts";

/**
 * Runs every cell that is not up to date. Automatic cells begin at once; manual ones take turns, each after those
 * that it needs. What is done and belongs to its inputs is left alone: it may have taken minutes.
 * @param run resolves to whether the run has ended; false leaves it at work and goes on with the next
 * @param signal ends it: the cells at work are stopped, the others are not begun
 * @returns those that were left at work
 */
export async function runAll(
  cells: readonly HostedCell[],
  run: (id: string) => Promise<boolean>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const isManual = ({ text }: HostedCell) => text.published.run === "manual";
  for (const cell of cells) if (!isManual(cell) && isBehind(cell)) void run(cell.id);
  const late: string[] = [];
  for (const cell of sortByNeed(cells).filter(isManual)) {
    if (signal.aborted) return late;
    if (!isBehind(cell)) continue;
    const stop = () => cell.stop();
    signal.addEventListener("abort", stop, { once: true });
    if (await run(cell.id)) signal.removeEventListener("abort", stop);
    else late.push(cell.id);
  }
  return late;
}

/** An automatic cell that waits for another one goes on by itself. */
const upToDate = {
  auto: ["done", "queued", "running", "paused", "waiting"],
  manual: ["done", "queued", "running", "paused"],
} as const satisfies Record<string, readonly CellState["kind"][]>;

function isBehind({ state, text }: HostedCell): boolean {
  const kinds: readonly CellState["kind"][] = upToDate[text.published.run];
  return !kinds.includes(state.kind);
}

/** Each after those that it needs; else in the order of the page. */
function sortByNeed(cells: readonly HostedCell[]): readonly HostedCell[] {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const dependencies = findDependencies(cells);
  const seen = new Set<string>();
  const sorted: HostedCell[] = [];
  const visit = (id: string): void => {
    const cell = byId.get(id);
    if (!cell || seen.has(id)) return;
    seen.add(id);
    for (const needed of dependencies.get(id) ?? []) visit(needed);
    sorted.push(cell);
  };
  for (const { id } of cells) visit(id);
  return sorted;
}
