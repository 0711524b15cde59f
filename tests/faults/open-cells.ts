import { compileCell } from "../../src/notebook/compile-cell.ts";
import type { ChapterCell } from "../../src/notebook/chapter.ts";
import type { CellLibrary } from "../../src/host/cell/cell-context.ts";
import type { CellState } from "../../src/host/cell/cell-state.ts";
import type { Recordings } from "../../src/host/cell/recordings.ts";
import { openNotebook, type Notebook } from "../../src/host/notebook.ts";
import type { StoredEdit } from "../../src/host/reader/edit-store.ts";
import { publishedStructure, type ChapterStructure } from "../../src/host/reader/chapter-structure.ts";
import * as Generators from "../../src/host/runtime/generators.ts";
import { Mutable } from "../../src/host/runtime/mutable.ts";

/**
 * Cells on the course's own host, in jsdom: what the runtime, the host and the page's elements make of them, without a
 * layout. The page is 640 pixels wide.
 */
const pageWidth = 640;

/**
 * jsdom has no layout to observe; every element is as wide as the page, from the first observation on. Only as long as
 * cells are open: test files share their modules, and one that keeps an observer would measure other tests' pages.
 */
class PageObserver {
  #report: ResizeObserverCallback;

  constructor(report: ResizeObserverCallback) {
    this.#report = report;
  }

  observe(target: Element): void {
    const entry = { target, contentRect: { width: pageWidth, height: 0 }, borderBoxSize: [] };
    setTimeout(() => {
      if (opened.length > 0) this.#report([entry as unknown as ResizeObserverEntry], this);
    });
  }

  unobserve(): void {}

  disconnect(): void {}
}

(globalThis as { CSS?: unknown }).CSS ??= { escape: (text: string) => text };

/** Longer than any cell of these tests takes, unless it never ends. */
const patienceMs = 700;

export type CellText = string | (Partial<Pick<ChapterCell, "id" | "run" | "place">> & { readonly source: string });

/** What a reader leaves in the browser, for the next time that the page is opened. */
export interface Kept {
  readonly edits: Map<string, StoredEdit>;
  structure: ChapterStructure;
}

export interface OpenCells {
  readonly notebook: Notebook;
  readonly kept: Kept;
  /** What cells have logged; `settled`, `edit` and `add` wait for cells that never end only for a while. */
  readonly log: unknown[];
  value(id: string): Promise<unknown>;
  state(id: string): CellState;
  output(id: string): string;
  edit(id: string, source: string): Promise<void>;
  /** @returns the new cell's id */
  add(source: string, run?: ChapterCell["run"]): Promise<string>;
  remove(id: string): Promise<void>;
  settled(): Promise<void>;
  /** The same chapter with the reader's edits, opened anew. */
  reload(): Promise<OpenCells>;
}

const opened: Notebook[] = [];

/** Ends all notebooks that tests have opened. */
export function closeCells(): void {
  for (const notebook of opened.splice(0)) notebook.dispose();
  Reflect.deleteProperty(globalThis, "ResizeObserver");
}

export interface CellsOptions {
  readonly kept?: Kept;
  /** Recorded values of manual cells, by the cell's id; they are there at once. */
  readonly recordings?: Readonly<Record<string, unknown>>;
  /** In the place of these: recordings that come as the test likes. */
  readonly recorded?: Recordings;
  readonly library?: Partial<CellLibrary>;
  readonly exercises?: readonly { readonly cell: string | null }[];
}

export async function openCells(texts: readonly CellText[], options: CellsOptions = {}): Promise<OpenCells> {
  const { kept = { edits: new Map(), structure: publishedStructure }, recordings = {}, library = {} } = options;
  const cells = texts.map(toCell);
  const root = document.createElement("main");
  root.innerHTML = cells
    .map(({ id }) => `<notebook-cell data-cell="${id}"><div class="cell-output"></div></notebook-cell>`)
    .join("");
  document.body.replaceChildren(root);
  globalThis.ResizeObserver = PageObserver;
  const log: unknown[] = [];
  const notebook = openNotebook({
    root,
    data: { slug: "test", cells, exercises: options.exercises ?? [] },
    recordings: options.recorded ?? atHand(recordings),
    library: {
      builtins: { ...createBuiltins(log), ...library.builtins },
      perRun: { ...library.perRun },
    },
    store: storeOf(kept),
    answers: { load: () => null, held: new Map(), dropHeld: () => undefined, save: () => null, watch: () => () => {} },
  });
  opened.push(notebook);
  const settled = () =>
    Promise.race([notebook.settled(), new Promise<void>((resolve) => setTimeout(resolve, patienceMs))]);
  const open: OpenCells = {
    notebook,
    kept,
    log,
    value: (id) => notebook.value(id),
    state: (id) => notebook.state(id),
    output: (id) => notebook.reader.outputOf(id)?.textContent ?? "",
    async edit(id, source) {
      void notebook.edit(id, source);
      await settled();
    },
    async add(source, run = "auto") {
      const id = notebook.reader.add({ run, source, after: null });
      await settled();
      await settled();
      return id;
    },
    async remove(id) {
      notebook.reader.remove(id);
      await settled();
    },
    settled,
    async reload() {
      notebook.dispose();
      return openCells(texts, { ...options, kept });
    },
  };
  await settled();
  return open;
}

function atHand(values: Readonly<Record<string, unknown>>): Recordings {
  return { labelOf: (id) => (Object.hasOwn(values, id) ? null : undefined), read: (id) => values[id] };
}

function toCell(text: CellText, at: number): ChapterCell {
  const { source, id, run = "auto", place = "block" } = typeof text === "string" ? { source: text } : text;
  const compiled = compileCell(source, { mode: "js" });
  const found = id ?? compiled.outputs[0] ?? `cell-${at + 1}`;
  return { id: found, source, mode: "js", run, code: "shown", line: 1, place, compiled };
}

function createBuiltins(log: unknown[]): CellLibrary["builtins"] {
  return {
    Generators: () => Generators,
    Mutable: () => Mutable,
    dark: () => Generators.observe<boolean>((change) => change(false)),
    now: () => Generators.observe<number>((change) => change(0)),
    d3: () => Promise.resolve({ version: "7" }),
    log: () => (value: unknown) => log.push(value),
    double: () => (value: number) => 2 * value,
    sleep: () => (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
    field: () => (value: string) => Object.assign(document.createElement("input"), { value }),
  };
}

function storeOf(kept: Kept) {
  return {
    get cellIds() {
      return [...kept.edits.keys()];
    },
    load: (id: string) => kept.edits.get(id) ?? null,
    peek: (id: string) => kept.edits.get(id) ?? null,
    save: (id: string, edit: StoredEdit) => (kept.edits.set(id, edit), null),
    remove: (id: string) => (kept.edits.delete(id), null),
    held: null,
    dropHeld: () => undefined,
    isBehind: () => false,
    loadStructure: () => kept.structure,
    saveStructure: (structure: ChapterStructure) => ((kept.structure = structure), null),
    watch: () => () => {},
  };
}
