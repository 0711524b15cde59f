import { analyzeCells } from "../../notebook/analyze-cells.ts";
import type { GraphCell } from "../../notebook/cell-graph.ts";
import type { FormerOwner } from "./explain-failure.ts";
import type { HostedCell } from "./hosted-cell.ts";

/** The names that a notebook's cells define, as they were when the cells were last looked at together. */
export class DefinedNames {
  #cells: () => readonly HostedCell[];
  #names = new Set<string>();
  /** For each name, the cell that defined it last, as published or as the page had it. */
  #owners = new Map<string, string>();
  /** Cells and what they were compiled to. */
  #seen: readonly object[] = [];

  constructor(published: readonly GraphCell[], cells: () => readonly HostedCell[]) {
    this.#cells = cells;
    this.#noteOwners(published);
  }

  get all(): readonly string[] {
    return [...this.#names];
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** The cell that defines a name now; null for the library's and for unknown ones. */
  findOwner(name: string): HostedCell | null {
    return this.#cells().find(({ compiled }) => compiled.outputs.includes(name)) ?? null;
  }

  /** The cell that defined a name which none defines now. */
  findFormerOwner(name: string): FormerOwner | null {
    const id = this.#owners.get(name);
    if (id === undefined || this.#names.has(name)) return null;
    const cell = this.#cells().find((each) => each.id === id);
    return { id, defines: cell?.compiled.outputs ?? null };
  }

  /**
   * Looks at all cells together and tells them what they cannot see alone: names defined twice, circles, names that come
   * from elsewhere now. Called for every cell that is handed to the runtime, while the cells are seldom others than before.
   */
  update(): void {
    const cells = this.#cells();
    const seen = cells.flatMap((cell) => [cell, cell.compiled]);
    if (seen.length === this.#seen.length && seen.every((each, at) => each === this.#seen[at])) return;
    this.#seen = seen;
    this.#noteOwners(cells);
    const names = new Set(cells.flatMap(({ compiled }) => compiled.outputs));
    const isSame = names.size === this.#names.size && [...names].every((name) => this.#names.has(name));
    this.#names = names;
    const { problems } = analyzeCells(cells);
    for (const cell of cells) {
      cell.setConflict(problems.find((problem) => problem.cell === cell.id)?.message ?? null);
      if (!isSame) cell.refreshInputs();
    }
  }

  #noteOwners(cells: readonly GraphCell[]): void {
    for (const { id, compiled } of cells) for (const name of compiled.outputs) this.#owners.set(name, id);
  }
}
