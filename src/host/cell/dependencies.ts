import { findDependencies, type GraphCell } from "../../notebook/cell-graph.ts";
import type { CellState } from "./cell-state.ts";

/** One cell among the others. */
export interface CellRelations {
  readonly id: string;
  readonly state: CellState;
  /** Cells whose names it uses, in the order of the page. */
  readonly needs: readonly string[];
  /** Cells that use its names. */
  readonly feeds: readonly string[];
  /** Why what it shows does not belong to the page as it is; null where it does. */
  readonly outdated: string | null;
}

/**
 * Which cells feed which, and which are out of date: by themselves, or because a cell is that they need, directly or not.
 * @param cells in the order of the page
 */
export function relateCells(cells: readonly (GraphCell & { readonly state: CellState })[]): readonly CellRelations[] {
  const dependencies = findDependencies(cells);
  const needs = new Map(cells.map(({ id }) => [id, inOrder(cells, dependencies.get(id) ?? [])] as const));
  const feeds = new Map(cells.map(({ id }) => [id, [] as string[]] as const));
  for (const [id, needed] of needs) for (const each of needed) feeds.get(each)?.push(id);
  const stale = new Set(cells.filter(({ state }) => state.kind === "stale").map(({ id }) => id));
  return cells.map(({ id, state }) => ({
    id,
    state,
    needs: needs.get(id) ?? [],
    feeds: feeds.get(id) ?? [],
    outdated: state.kind === "stale" ? state.reason : outdatedBy(needs, id, stale),
  }));
}

function inOrder(cells: readonly GraphCell[], ids: readonly string[]): readonly string[] {
  return ids.length < 2 ? ids : cells.map(({ id }) => id).filter((id) => ids.includes(id));
}

/** The nearest one is named: the others may be out of date because of it. */
function outdatedBy(
  needs: ReadonlyMap<string, readonly string[]>,
  id: string,
  stale: ReadonlySet<string>,
): string | null {
  if (stale.size === 0) return null;
  const found = new Set(needs.get(id));
  for (const each of found) {
    if (each !== id && stale.has(each)) return `needs ${each}, which is out of date`;
    for (const next of needs.get(each) ?? []) found.add(next);
  }
  return null;
}
