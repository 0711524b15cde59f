import type { CompiledCell } from "./chapter.ts";

/** As much of a cell as its place in the graph needs. */
export interface GraphCell {
  readonly id: string;
  readonly compiled: Pick<CompiledCell, "inputs" | "outputs">;
}

/** For every name that cells define: the ids of those cells, in the chapter's order (more than one is an error). */
export function findDefinitions(cells: readonly GraphCell[]): ReadonlyMap<string, readonly string[]> {
  const definitions = new Map<string, string[]>();
  for (const { id, compiled } of cells)
    for (const name of compiled.outputs) definitions.set(name, [...(definitions.get(name) ?? []), id]);
  return definitions;
}

/** For every cell: the ids of the cells whose names it uses directly. */
export function findDependencies(cells: readonly GraphCell[]): ReadonlyMap<string, readonly string[]> {
  const definitions = findDefinitions(cells);
  const needs = ({ compiled }: GraphCell) => compiled.inputs.flatMap((name) => definitions.get(name) ?? []);
  return new Map(cells.map((cell) => [cell.id, [...new Set(needs(cell))]]));
}

/**
 * The cells that a cell depends on, directly or through others, nearest first. The cell itself is among them only if
 * its definition is circular.
 */
export function findUpstream(cells: readonly GraphCell[], id: string): readonly string[] {
  return findUpstreamOf(cells, [id]);
}

/** The cells that any of some cells depends on, likewise. */
export function findUpstreamOf(cells: readonly GraphCell[], ids: readonly string[]): readonly string[] {
  return follow(findDependencies(cells), ids);
}

/** The names that a cell hangs on, directly or through other cells: of a cell that defines several, those that are used. */
export function findNamesAbove(cells: readonly GraphCell[], id: string): ReadonlySet<string> {
  const above = new Set([id, ...findUpstream(cells, id)]);
  return new Set(cells.flatMap((cell) => (above.has(cell.id) ? cell.compiled.inputs : [])));
}

function follow(edges: ReadonlyMap<string, readonly string[]>, ids: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const queue = ids.flatMap((id) => edges.get(id) ?? []);
  for (const next of queue) {
    if (found.has(next)) continue;
    found.add(next);
    queue.push(...(edges.get(next) ?? []));
  }
  return [...found];
}
