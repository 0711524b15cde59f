import { findDefinitions, findDependencies, type GraphCell } from "./cell-graph.ts";

/** Something that no cell shows alone: two cells or more are at odds. Reported once for every cell involved. */
export interface CellProblem {
  readonly cell: string;
  readonly kind: "defined-twice" | "circular";
  readonly message: string;
}

export interface CellAnalysis {
  readonly problems: readonly CellProblem[];
  /** Names that a cell uses and no cell defines: the library's, the browser's, or unknown until the cell runs. */
  readonly unresolved: ReadonlyMap<string, readonly string[]>;
}

/** Looks at all cells of a chapter together: names defined twice, definitions that need themselves. */
export function analyzeCells(cells: readonly GraphCell[]): CellAnalysis {
  const definitions = findDefinitions(cells);
  const unresolved = cells.map(
    ({ id, compiled }) => [id, compiled.inputs.filter((name) => !definitions.has(name))] as const,
  );
  return {
    problems: [...findDefinedTwice(definitions), ...findCircular(cells)],
    unresolved: new Map(unresolved),
  };
}

function findDefinedTwice(definitions: ReadonlyMap<string, readonly string[]>): CellProblem[] {
  return [...definitions]
    .filter(([, owners]) => owners.length > 1)
    .flatMap(([name, owners]) =>
      owners.map((cell) => ({
        cell,
        kind: "defined-twice" as const,
        message: `${name} is defined by ${owners.length} cells (${owners.join(", ")}). Rename it in all but one.`,
      })),
    );
}

function findCircular(cells: readonly GraphCell[]): CellProblem[] {
  const dependencies = findDependencies(cells);
  return cells.flatMap(({ id }) => {
    const circle = findPath(dependencies, id, id);
    if (!circle) return [];
    const message =
      `This cell needs its own result: ${circle.join(" needs ")}. ` +
      "Take one of these names out of the cell that uses it.";
    return [{ cell: id, kind: "circular" as const, message }];
  });
}

/** The shortest way from one cell to another along "needs", both ends included. */
function findPath(
  dependencies: ReadonlyMap<string, readonly string[]>,
  from: string,
  to: string,
): readonly string[] | null {
  const seen = new Set<string>();
  const paths: string[][] = [[from]];
  for (const path of paths) {
    for (const next of dependencies.get(path.at(-1) ?? from) ?? []) {
      if (next === to) return [...path, next];
      if (seen.has(next)) continue;
      seen.add(next);
      paths.push([...path, next]);
    }
  }
  return null;
}
