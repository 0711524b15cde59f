import type { Module, Runtime } from "@observablehq/runtime";
import type { GraphCell } from "../notebook/cell-graph.ts";
import type { CompiledCell } from "../notebook/chapter.ts";
import type { CellLibrary } from "./cell/cell-context.ts";
import type { CellHost } from "./cell/cell-host.ts";
import type { CellState } from "./cell/cell-state.ts";
import { CellListeners, type CellListener } from "./cell-listeners.ts";
import { CellSet } from "./cell/cell-set.ts";
import { noRecordings } from "./cell/recordings.ts";
import { CellStarts } from "./cell/cell-starts.ts";
import { viewCell, type CellView } from "./cell/cell-view.ts";
import { CellValues } from "./cell-values.ts";
import { DefinedNames } from "./cell/defined-names.ts";
import { ChapterRuns } from "./chapter-runs.ts";
import { namesAround, namesFor } from "./names-around.ts";
import { LibraryParts } from "./runtime/library-parts.ts";
import { KeptAnswers } from "./reader/kept-answers.ts";
import { KeptRuns } from "./reader/kept-runs.ts";
import { findGlobal } from "./runtime/page-globals.ts";
import { answerCells, type NotebookOptions } from "./notebook-options.ts";
import { OwnRuns } from "./own-runs.ts";
import { watchRefusals } from "./cell/policy-refusals.ts";
import { isPublished } from "./reader/chapter-structure.ts";
import { ReaderCells } from "./reader-cells.ts";
import { ReaderState } from "./reader/reader-state.ts";
import { UnseenRuntime } from "./runtime/unseen-runtime.ts";

/** Opens a chapter: defines its cells, with the reader's kept edits, and runs the automatic ones. */
export function openNotebook(options: NotebookOptions): Notebook {
  return new Notebook(options);
}

/** A chapter whose cells live. */
export class Notebook {
  /** What the reader adds, deletes, moves; what other tabs and links bring. */
  readonly reader: ReaderCells;
  /** What the reader answered in the inputs of exercises, and where the knobs stand. */
  readonly answers: KeptAnswers;
  /** The reader's own runs that outlive the page. */
  readonly runs: KeptRuns;
  /** What the cells display stood in the page when it was opened. */
  readonly isDrawn: boolean;
  #cells: CellSet;
  #starts: CellStarts;
  #state: ReaderState;
  #listeners = new CellListeners();
  #runtime: Runtime;
  #main: Module;
  #library: CellLibrary;
  #parts: LibraryParts;
  #names: DefinedNames;
  #values: CellValues;
  #ownRuns: OwnRuns;
  #chapterRuns: ChapterRuns;
  #started: Promise<void>;
  #unwatchRefusals: () => void;

  constructor(options: NotebookOptions) {
    const { root, data, library, recordings = noRecordings, store, answers, runs } = options;
    this.#library = library;
    this.isDrawn = options.drawn === true;
    this.#parts = new LibraryParts(library.builtins);
    this.#runtime = new UnseenRuntime(this.#parts.builtins, findGlobal);
    this.#main = this.#runtime.module();
    this.#state = new ReaderState(data.cells, store);
    this.#names = new DefinedNames(data.cells, () => this.#cells.all);
    const host = this.#createHost();
    this.#cells = new CellSet({ root, published: data.cells, recordings, host });
    this.#cells.arrange(this.#state.structure);
    this.#starts = new CellStarts(this.#cells, () => this.#names.update());
    this.#values = new CellValues(this.#main, this.#cells, this.#starts);
    this.#chapterRuns = new ChapterRuns({
      cells: this.#cells,
      starts: this.#starts,
      retryParts: () => this.retryParts(),
      subscribe: (listener) => this.subscribe(listener),
    });
    this.answers = new KeptAnswers(answerCells(data), answers, {
      changed: (id) => {
        void this.#starts.wake([id]);
        this.#notify(id);
      },
      // A text that waits for Run goes on waiting; the inputs are made anew when it runs.
      renew: (id) => (this.#cells.get(id)?.state.kind === "done" ? void this.run(id) : undefined),
    });
    this.runs = new KeptRuns(runs, (id) => this.#notify(id));
    this.#ownRuns = new OwnRuns(this.#cells, this.runs);
    this.reader = new ReaderCells(this.#state, this.#cells, {
      started: () => this.#started,
      begin: (cells) => this.#starts.start(cells),
      redefined: () => this.#names.update(),
      wakeAll: () => void this.#starts.wakeAll(),
      changed: (id) => this.#notify(id),
      run: (id) => this.run(id),
    });
    this.#unwatchRefusals = watchRefusals(() => this.#cells.all.map(({ asker }) => asker));
    this.#started = this.#start(options.safe === true);
  }

  /** Ids of all cells, in the order of the page. */
  get cells(): readonly string[] {
    return this.#cells.ids;
  }

  /** Names that a cell can use: what cells define, then the library's. */
  get names(): readonly string[] {
    return namesFor(this.#library, this.#names);
  }

  /** The cell that defines a name; null for the library's and for unknown ones. */
  ownerOf(name: string): string | null {
    return this.#names.findOwner(name)?.id ?? null;
  }

  /** Names of the properties of what a name stands for now; none where it has no value. A part of the library is loaded. */
  async propertiesOf(name: string): Promise<readonly string[]> {
    if (!this.names.includes(name) || Object.hasOwn(this.#library.perRun, name)) return [];
    return this.#values.propertiesOf(name);
  }

  view(id: string): CellView {
    const standing = this.#state.standing(id);
    const unsaved = standing.unsaved ?? this.answers.unsaved(id) ?? this.runs.unsaved(id);
    const kept = { isKept: this.runs.has(id), isAnswered: this.answers.read(id) !== null };
    return viewCell(this.#cells.find(id), this.#cells.isAdded(id), { ...standing, unsaved, ...kept });
  }

  /** What each cell uses and defines, and how it stands, in the order of the page. */
  get graph(): readonly (GraphCell & { readonly compiled: CompiledCell; readonly state: CellState })[] {
    return this.#cells.all.map(({ id, compiled, state }) => ({ id, compiled, state }));
  }

  state(id: string): CellState {
    return this.#cells.find(id).state;
  }

  /** Its present value: of its one name, an object of several, or of its expression. Rejects if there is none. */
  async value(id: string): Promise<unknown> {
    await this.#started;
    return this.#values.of(this.#cells.find(id));
  }

  /** The value of an expression over the present values of cells and library; rejects where one of them has none. */
  async evaluate(name: string, compiled: CompiledCell, signal: AbortSignal): Promise<unknown> {
    await this.#started;
    this.retryParts();
    return this.#values.evaluate(name, compiled, signal);
  }

  /** The cells that an expression depends on, directly or through others, nearest first. */
  findNeeded(expression: Pick<CompiledCell, "inputs">): readonly { readonly id: string; readonly state: CellState }[] {
    return this.#values.findNeeded(expression);
  }

  /** Whether cells wait that would have run by themselves: the page was opened without running anything. */
  get isHeld(): boolean {
    return this.#starts.isHeld;
  }

  /** Runs what would have run when the page was opened. */
  async release(): Promise<void> {
    await this.#started;
    await this.#starts.release();
  }

  /** Runs the cell's present text, after what it needs and has not started, until the run has ended in one way or another. */
  async run(id: string): Promise<void> {
    await this.#started;
    await this.#chapterRuns.run(id);
  }

  /** Runs the cell and, where it turns out to wait for another one that has no value yet, that one first. */
  async runWithNeeded(id: string): Promise<void> {
    await this.#started;
    await this.#chapterRuns.runWithNeeded(id);
  }

  /** Resolves when the cell is not at work, or waiting for it. */
  ended(id: string): Promise<void> {
    return this.#chapterRuns.ended(id);
  }

  /** Starts the cells that nobody has come near yet, and waits until they are computed: for copies of the whole page. */
  async startAll(): Promise<void> {
    await this.#started;
    await this.#chapterRuns.startAll();
  }

  /** Asks again for what could not be loaded: parts of the library, recorded runs. */
  retryParts(): void {
    this.#parts.retry(this.#runtime);
    for (const cell of this.#cells.all) cell.retryRecording();
  }

  /** After a failure: gets what did not come, or runs the cell again. */
  async tryAgain(id: string): Promise<void> {
    if (this.#cells.find(id).isRecordingMissing) this.retryParts();
    else await this.run(id);
  }

  stop(id: string): void {
    this.#cells.find(id).stop();
  }

  /** Lets a training rest; others may have the engine meanwhile. */
  pause(id: string): void {
    this.#cells.find(id).pause();
  }

  /** Goes on with a training that rests, when it is its turn. */
  resume(id: string): void {
    this.#cells.find(id).resume();
  }

  /** Changes and keeps the text without running it. */
  draft(id: string, source: string): void {
    const cell = this.#cells.find(id);
    void this.#starts.wake([id]);
    this.#state.edit(id, source);
    cell.changeText(source);
  }

  /** Changes and keeps the text. An automatic cell runs; a manual one is stale until Run. */
  async edit(id: string, source: string): Promise<void> {
    this.draft(id, source);
    if (this.#cells.find(id).text.published.run === "auto") await this.run(id);
  }

  /** Goes back to the published text, as an edit does, and to inputs that nobody has answered. */
  async reset(id: string): Promise<void> {
    this.answers.set(id, null);
    await this.edit(id, this.#cells.find(id).text.published.source);
  }

  /** Deletes the reader's own run of a manual cell: it shows the recorded one again. */
  async forgetRun(id: string): Promise<void> {
    void this.#starts.wake([id]);
    this.#cells.find(id).forgetRun();
    await this.runs.forget(id);
  }

  /** Runs every cell that is not up to date, manual ones in turn. @returns those that gave no sign for a minute */
  async runAll(signal: AbortSignal): Promise<readonly string[]> {
    await this.#started;
    return this.#chapterRuns.runAll(signal);
  }

  /** Puts back what each cell has displayed: code of one can rewrite what another shows. @returns the outputs */
  restoreOutputs(): readonly HTMLElement[] {
    return this.#cells.restoreOutputs();
  }

  /** @returns the function that ends the subscription */
  subscribe(listener: CellListener): () => void {
    return this.#listeners.add(listener);
  }

  /** Resolves when no cell is queued, running or paused any more, or about to be. */
  async settled(): Promise<void> {
    await this.#started;
    await this.#chapterRuns.settled();
  }

  dispose(): void {
    this.#unwatchRefusals();
    this.#starts.dispose();
    this.reader.dispose();
    this.answers.dispose();
    for (const cell of this.#cells.all) cell.dispose();
    this.#runtime.dispose();
    this.#listeners.clear();
  }

  #createHost(): CellHost {
    return {
      main: this.#main,
      library: this.#library,
      ...namesAround(this.#library, this.#parts, () => this.#names),
      changed: (id) => this.#notify(id),
      redefined: () => this.#names.update(),
      turnedKnobs: (id) => this.#ownRuns.turnedKnobs(id, this.answers),
      rewrittenNames: (id) => this.#ownRuns.rewrittenNames(id),
      finished: (id) => void this.#ownRuns.keep(id, (cell) => this.#values.of(cell)),
      viewed: (id, inputs, retired) => this.answers.follow(id, inputs, retired),
    };
  }

  async #start(safe: boolean): Promise<void> {
    const cells = this.#cells.all;
    for (const cell of cells) cell.changeText(this.#state.sourceOf(cell.id));
    await this.#ownRuns.restore();
    const isLazy = this.isDrawn && !safe && isPublished(this.#state.structure);
    if (isLazy) await this.#starts.startNearView([...this.answers.all.keys(), ...this.runs.cells]);
    else await this.#starts.start(cells, safe);
  }

  #notify(id: string): void {
    if (this.#cells.get(id)) this.#listeners.tell(id, this.view(id));
  }
}
