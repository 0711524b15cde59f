import type { CellView } from "./cell/cell-view.ts";

export type CellListener = (cellId: string, view: CellView) => void;

/** Who is told when a cell stands otherwise than before. */
export class CellListeners {
  #listeners = new Set<CellListener>();

  /** @returns the function that ends it */
  add(listener: CellListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(cellId: string, view: CellView): void {
    for (const listener of this.#listeners) listener(cellId, view);
  }

  clear(): void {
    this.#listeners.clear();
  }
}
