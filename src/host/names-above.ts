import { findNamesAbove } from "../notebook/cell-graph.ts";
import type { CellSet } from "./cell/cell-set.ts";

/** The names that cells hang on: found once for as long as no cell has another text, since every turn of a knob asks. */
export class NamesAbove {
  #cells: CellSet;
  #texts: readonly object[] = [];
  #found = new Map<string, ReadonlySet<string>>();

  constructor(cells: CellSet) {
    this.#cells = cells;
  }

  /** Of a cell, directly or through other cells. */
  of(id: string): ReadonlySet<string> {
    const cells = this.#cells.all;
    const texts = cells.map(({ compiled }) => compiled);
    if (texts.length !== this.#texts.length || texts.some((text, at) => text !== this.#texts[at])) this.#found.clear();
    this.#texts = texts;
    const names = this.#found.get(id) ?? findNamesAbove(cells, id);
    this.#found.set(id, names);
    return names;
  }
}
