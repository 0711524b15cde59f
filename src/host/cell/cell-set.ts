import { refuse } from "../../core/errors.ts";
import type { ChapterCell } from "../../notebook/chapter.ts";
import { createAddedCell } from "../reader/added-cell.ts";
import type { CellHost } from "./cell-host.ts";
import { orderCells, type ChapterStructure } from "../reader/chapter-structure.ts";
import { HostedCell } from "./hosted-cell.ts";
import { OutputArea } from "./output-area.ts";
import type { Recordings } from "./recordings.ts";

export interface CellSetOptions {
  /** Holds `[data-cell]` elements with a `.cell-output` in each; cells without one compute without being seen. */
  readonly root: ParentNode;
  readonly published: readonly ChapterCell[];
  readonly recordings: Recordings;
  readonly host: CellHost;
}

/** The cells that there are, published ones and the reader's own, in the order of the page. */
export class CellSet {
  #options: CellSetOptions;
  #published: ReadonlyMap<string, ChapterCell>;
  #cells = new Map<string, HostedCell>();
  /** Also those of deleted cells, which may come back. */
  #outputs = new Map<string, OutputArea>();

  constructor(options: CellSetOptions) {
    this.#options = options;
    this.#published = new Map(options.published.map((cell) => [cell.id, cell]));
    for (const cell of options.published) this.#createOutput(cell);
  }

  get ids(): readonly string[] {
    return [...this.#cells.keys()];
  }

  get all(): readonly HostedCell[] {
    return [...this.#cells.values()];
  }

  get(id: string): HostedCell | undefined {
    return this.#cells.get(id);
  }

  /** @throws CourseError where there is no such cell */
  find(id: string): HostedCell {
    const cell = this.#cells.get(id);
    if (cell) return cell;
    throw refuse("notebook", `no cell has the id "${id}"`, `The cells are ${this.ids.join(", ")}.`);
  }

  isAdded(id: string): boolean {
    return this.#cells.has(id) && !this.#published.has(id);
  }

  /** Where the output of a cell is shown; a cell that the reader added is nowhere on the page yet. */
  outputOf(id: string): HTMLElement | null {
    return this.#outputs.get(id)?.root ?? null;
  }

  /** Shows in every output what its cell has displayed, whatever others have made of it. */
  restoreOutputs(): readonly HTMLElement[] {
    return [...this.#outputs.values()].map((output) => {
      output.restore();
      return output.root;
    });
  }

  /**
   * Ends the cells that the reader deleted and makes those that there were not.
   * @returns the new ones; nothing of them runs yet
   */
  arrange(structure: ChapterStructure): readonly HostedCell[] {
    const added = new Map(structure.added.map((cell) => [cell.id, createAddedCell(cell)]));
    const created: HostedCell[] = [];
    const next = orderCells([...this.#published.keys()], structure).flatMap((id): [string, HostedCell][] => {
      const published = this.#published.get(id) ?? added.get(id);
      if (!published) return [];
      const present = this.#cells.get(id);
      if (present?.text.published.run === published.run) return [[id, present]];
      const cell = this.#create(published);
      created.push(cell);
      return [[id, cell]];
    });
    const staying = new Set(next.map(([, cell]) => cell));
    for (const cell of this.#cells.values()) if (!staying.has(cell)) cell.dispose();
    this.#cells = new Map(next);
    return created;
  }

  #create(published: ChapterCell): HostedCell {
    const { host, recordings } = this.#options;
    const output = this.#outputs.get(published.id) ?? this.#createOutput(published);
    return new HostedCell(published, host, output, recordings);
  }

  #createOutput(published: ChapterCell): OutputArea {
    const output = new OutputArea(findOutput(this.#options.root, published), published.place);
    this.#outputs.set(published.id, output);
    return output;
  }
}

/** A cell in a sentence is its own output; a cell that the page does not show computes without being seen. */
function findOutput(root: ParentNode, { id, place }: ChapterCell): HTMLElement {
  const cell = root.querySelector<HTMLElement>(`[data-cell="${CSS.escape(id)}"]`);
  const output = place === "inline" ? cell : cell?.querySelector<HTMLElement>(".cell-output");
  if (output) return output;
  const created = document.createElement("div");
  created.className = "cell-output";
  return created;
}
