import { Runtime, type Module } from "@observablehq/runtime";
import { analyzeCells } from "../notebook/analyze-cells.ts";
import { cellSourceHash } from "../notebook/cell-hashes.ts";
import type { ChapterCell } from "../notebook/chapter.ts";
import { refuse } from "../core/errors.ts";
import type { CellLibrary } from "./cell-context.ts";
import type { CellHost } from "./cell-host.ts";
import { isBusy, type CellState } from "./cell-state.ts";
import { fetchValues, variableName } from "./cell-variables.ts";
import type { EditStore, StoredEdit } from "./edit-store.ts";
import { HostedCell } from "./hosted-cell.ts";
import { zip } from "./manual-inputs.ts";
import { OutputArea } from "./output-area.ts";

/** As much of a chapter as running it needs; the page carries it as JSON. */
export interface NotebookData {
  readonly slug: string;
  readonly cells: readonly ChapterCell[];
  /** Values of manual cells from recorded runs, by cell id. */
  readonly recordings: Readonly<Record<string, unknown>>;
}

export interface NotebookOptions {
  /** Holds `[data-cell]` elements with a `.cell-output` in each; cells without one compute without being seen. */
  readonly root: ParentNode;
  readonly data: NotebookData;
  readonly library: CellLibrary;
  readonly store: EditStore;
  /** Do not run kept edits until the reader asks: a way back from an edit that locks the page. */
  readonly safe?: boolean;
}

/** Everything that a page shows about a cell besides its output. */
export interface CellView {
  readonly state: CellState;
  readonly source: string;
  readonly run: ChapterCell["run"];
  readonly edited: boolean;
  /** The chapter brings another text of this cell than the one that the reader's edit began from. */
  readonly publishedChanged: boolean;
  /** Why the edit will be lost when the page goes; null while it is kept. */
  readonly unsaved: string | null;
}

type Listener = (cellId: string, view: CellView) => void;

/** Opens a chapter: defines its cells, with the reader's kept edits, and runs the automatic ones. */
export function openNotebook(options: NotebookOptions): Notebook {
  return new Notebook(options);
}

/** A chapter whose cells live. */
export class Notebook {
  #cells = new Map<string, HostedCell>();
  #baseHashes = new Map<string, string>();
  #unsaved = new Map<string, string>();
  #listeners = new Set<Listener>();
  #runtime: Runtime;
  #main: Module;
  #library: CellLibrary;
  #store: EditStore;
  #definedNames = new Set<string>();
  #started: Promise<void>;

  constructor({ root, data, library, store, safe = false }: NotebookOptions) {
    this.#library = library;
    this.#store = store;
    this.#runtime = new Runtime(library.builtins);
    this.#main = this.#runtime.module();
    const host = this.#createHost();
    for (const cell of data.cells) {
      const output = new OutputArea(findOutput(root, cell), cell.place);
      this.#cells.set(cell.id, new HostedCell(cell, host, output, data.recordings[cell.id]));
    }
    this.#started = this.#start(safe);
  }

  /** Ids of all cells, in the chapter's order. */
  get cells(): readonly string[] {
    return [...this.#cells.keys()];
  }

  /** Names that a cell can use: what cells define, then the library's. */
  get names(): readonly string[] {
    const { builtins, perRun } = this.#library;
    return [...this.#definedNames, ...Object.keys(builtins), ...Object.keys(perRun), "display", "view", "invalidation"];
  }

  view(id: string): CellView {
    const { state, text } = this.#find(id);
    const edited = text.source !== text.published.source;
    const base = this.#baseHashes.get(id);
    return {
      state,
      source: text.source,
      run: text.published.run,
      edited,
      publishedChanged: edited && base !== undefined && base !== cellSourceHash(text.published.source),
      unsaved: this.#unsaved.get(id) ?? null,
    };
  }

  state(id: string): CellState {
    return this.#find(id).state;
  }

  /**
   * The cell's present value: of its one name, an object of its names if there are several, or of its expression.
   * Rejects if the cell failed or has not run.
   */
  async value(id: string): Promise<unknown> {
    await this.#started;
    const { outputs } = this.#find(id).compiled;
    const names = outputs.length > 0 ? outputs : [variableName(id)];
    const values = await fetchValues(this.#main, names);
    return outputs.length > 1 ? Object.fromEntries(zip(names, values)) : values[0];
  }

  /** Runs the cell's present text, and settles when the run has ended in one way or another. */
  async run(id: string): Promise<void> {
    await this.#started;
    await this.#find(id).run();
    await this.#until(() => !isBusy(this.state(id)));
  }

  stop(id: string): void {
    this.#find(id).stop();
  }

  /** Lets a training rest; others may have the engine meanwhile. */
  pause(id: string): void {
    this.#find(id).pause();
  }

  /** Goes on with a training that rests, when it is its turn. */
  resume(id: string): void {
    this.#find(id).resume();
  }

  /** Changes and keeps the text without running it. */
  draft(id: string, source: string): void {
    const cell = this.#find(id);
    const { published } = cell.text;
    this.#unsaved.delete(id);
    if (source === published.source) {
      this.#baseHashes.delete(id);
      this.#store.remove(id);
    } else {
      const baseHash = this.#baseHashes.get(id) ?? cellSourceHash(published.source);
      this.#baseHashes.set(id, baseHash);
      const problem = this.#store.save(id, { source, baseHash });
      if (problem !== null) this.#unsaved.set(id, problem);
    }
    cell.changeText(source);
  }

  /** Changes and keeps the text. An automatic cell runs; a manual one is stale until Run. */
  async edit(id: string, source: string): Promise<void> {
    this.draft(id, source);
    if (this.#find(id).text.published.run === "auto") await this.run(id);
  }

  /** Goes back to the published text, as an edit does. */
  async reset(id: string): Promise<void> {
    await this.edit(id, this.#find(id).text.published.source);
  }

  /** @returns the function that ends the subscription */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Resolves when no cell is queued, running or paused any more. */
  async settled(): Promise<void> {
    await this.#started;
    await this.#until(() => ![...this.#cells.values()].some(({ state }) => isBusy(state)));
  }

  dispose(): void {
    for (const cell of this.#cells.values()) cell.dispose();
    this.#runtime.dispose();
    this.#listeners.clear();
  }

  #createHost(): CellHost {
    const main = this.#main;
    const library = this.#library;
    return {
      main,
      library,
      names: () => this.names,
      isDefined: (name) => this.#definedNames.has(name),
      isLibraryName: (name) => Object.hasOwn(library.builtins, name),
      findOwner: (name) => {
        for (const cell of this.#cells.values()) if (cell.compiled.outputs.includes(name)) return cell;
        return null;
      },
      changed: (id) => this.#notify(id),
      redefined: () => this.#redefined(),
    };
  }

  async #start(safe: boolean): Promise<void> {
    const edited = [...this.#cells.values()].filter((cell) => {
      const edit = this.#store.load(cell.id);
      if (edit) this.#restore(cell, edit);
      return edit && cell.text.published.run === "auto";
    });
    if (!safe) await Promise.all(edited.map((cell) => cell.applyText()));
    this.#definedNames = this.#collectNames();
    for (const cell of this.#cells.values()) cell.start();
  }

  #restore(cell: HostedCell, { source, baseHash }: StoredEdit): void {
    this.#baseHashes.set(cell.id, baseHash);
    cell.changeText(source);
  }

  #redefined(): void {
    const names = this.#collectNames();
    const isSame = names.size === this.#definedNames.size && [...names].every((name) => this.#definedNames.has(name));
    this.#definedNames = names;
    const { problems } = analyzeCells([...this.#cells.values()]);
    for (const cell of this.#cells.values()) {
      cell.setConflict(problems.find((problem) => problem.cell === cell.id)?.message ?? null);
      if (!isSame) cell.refreshInputs();
    }
  }

  #collectNames(): Set<string> {
    return new Set([...this.#cells.values()].flatMap(({ compiled }) => compiled.outputs));
  }

  #notify(id: string): void {
    const cell = this.#cells.get(id);
    if (cell) for (const listener of this.#listeners) listener(id, this.view(id));
  }

  /** The runtime computes once per animation frame, and what it computes may ask for another frame. */
  async #until(isCalm: () => boolean): Promise<void> {
    for (let calmFrames = 0; calmFrames < 3; calmFrames = isCalm() ? calmFrames + 1 : 0) await nextFrame();
  }

  #find(id: string): HostedCell {
    const cell = this.#cells.get(id);
    if (cell) return cell;
    throw refuse("notebook", `no cell has the id "${id}"`, `The cells are ${this.cells.join(", ")}.`);
  }
}

/** A cell in a sentence is its own output; a cell that the page does not show computes without being seen. */
function findOutput(root: ParentNode, { id, place }: ChapterCell): HTMLElement {
  const cell = root.querySelector<HTMLElement>(`[data-cell="${CSS.escape(id)}"]`);
  const output = place === "inline" ? cell : cell?.querySelector<HTMLElement>(".cell-output");
  return output ?? document.createElement("div");
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}
