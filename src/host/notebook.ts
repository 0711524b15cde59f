import type { Module, Runtime } from "@observablehq/runtime";
import { upstreamHash } from "../notebook/cell-hashes.ts";
import { findUpstream, type GraphCell } from "../notebook/cell-graph.ts";
import type { ChapterCell, CompiledCell } from "../notebook/chapter.ts";
import { CourseError, refuse } from "../core/errors.ts";
import type { AnswerStore } from "./reader/answer-store.ts";
import type { CellLibrary } from "./cell/cell-context.ts";
import type { CellError } from "./cell/cell-error.ts";
import type { CellHost } from "./cell/cell-host.ts";
import { isBusy, type CellState } from "./cell/cell-state.ts";
import { CellSet } from "./cell/cell-set.ts";
import { CellStarts } from "./cell/cell-starts.ts";
import { fetchValues, variableName } from "./runtime/cell-variables.ts";
import { viewCell, type CellView } from "./cell/cell-view.ts";
import { DefinedNames } from "./cell/defined-names.ts";
import { evaluateExpression } from "./runtime/evaluate-expression.ts";
import type { EditStore } from "./reader/edit-store.ts";
import type { HostedCell } from "./cell/hosted-cell.ts";
import { LibraryParts } from "./runtime/library-parts.ts";
import { KeptAnswers } from "./reader/kept-answers.ts";
import { KeptRuns } from "./reader/kept-runs.ts";
import type { RunStore } from "./reader/run-store.ts";
import { zip } from "./cell/manual-inputs.ts";
import { findGlobal } from "./runtime/page-globals.ts";
import { endsInTime } from "./patience.ts";
import { propertyNames } from "./runtime/property-names.ts";
import { watchRefusals } from "./cell/policy-refusals.ts";
import { ReaderCells } from "./reader-cells.ts";
import { ReaderState } from "./reader/reader-state.ts";
import { runAll } from "./cell/run-all.ts";
import { UnseenRuntime } from "./runtime/unseen-runtime.ts";
import { untilCalm } from "./runtime/until-calm.ts";

/** As much of a chapter as running it needs; the page carries it as JSON. */
export interface NotebookData {
  readonly slug: string;
  readonly cells: readonly ChapterCell[];
  /** Values of manual cells from recorded runs, by cell id. */
  readonly recordings: Readonly<Record<string, unknown>>;
  /** What the inputs of these cells are answered is kept. */
  readonly exercises?: readonly { readonly cell: string | null }[];
}

export interface NotebookOptions {
  /** Holds `[data-cell]` elements with a `.cell-output` in each; cells without one compute without being seen. */
  readonly root: ParentNode;
  readonly data: NotebookData;
  readonly library: CellLibrary;
  readonly store: EditStore;
  readonly answers: AnswerStore;
  /** Absent: the reader's own runs end with the page. */
  readonly runs?: RunStore;
  /** Run nothing until the reader asks: a way back from a cell that locks the page. */
  readonly safe?: boolean;
}

function refuseCause({ message, causedBy }: CellError, id: string): Error {
  return new CourseError(`caused by cell ${causedBy ?? id}: ${message}`);
}

/** Run all goes on with the next cell when one has given no sign of life for so long. */
const silenceMs = 60_000;

type Listener = (cellId: string, view: CellView) => void;

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
  #cells: CellSet;
  #starts: CellStarts;
  #state: ReaderState;
  #listeners = new Set<Listener>();
  #runtime: Runtime;
  #main: Module;
  #library: CellLibrary;
  #parts: LibraryParts;
  #names: DefinedNames;
  #started: Promise<void>;
  #unwatchRefusals: () => void;

  constructor({ root, data, library, store, answers, runs, safe = false }: NotebookOptions) {
    this.#library = library;
    this.#parts = new LibraryParts(library.builtins);
    this.#runtime = new UnseenRuntime(this.#parts.builtins, findGlobal);
    this.#main = this.#runtime.module();
    this.#state = new ReaderState(data.cells, store);
    this.#names = new DefinedNames(data.cells, () => this.#cells.all);
    const host = this.#createHost();
    this.#cells = new CellSet({ root, published: data.cells, recordings: data.recordings, host });
    this.#cells.arrange(this.#state.structure);
    this.#starts = new CellStarts(this.#cells, () => this.#names.update());
    const isExercise = (id: string) => data.exercises?.some(({ cell }) => cell === id) ?? false;
    const answered = data.cells.map(({ id, source }) => ({ id, source, isExercise: isExercise(id) }));
    this.answers = new KeptAnswers(answered, answers, {
      changed: (id) => this.#notify(id),
      renew: (id) => this.#renew(id),
    });
    this.runs = new KeptRuns(runs, (id) => this.#notify(id));
    this.reader = new ReaderCells(this.#state, this.#cells, {
      started: () => this.#started,
      begin: (cells) => this.#starts.start(cells),
      redefined: () => this.#names.update(),
      changed: (id) => this.#notify(id),
      run: (id) => this.run(id),
    });
    this.#unwatchRefusals = watchRefusals(() => this.#cells.all.map(({ asker }) => asker));
    this.#started = this.#start(safe);
  }

  /** Ids of all cells, in the order of the page. */
  get cells(): readonly string[] {
    return this.#cells.ids;
  }

  /** Names that a cell can use: what cells define, then the library's. */
  get names(): readonly string[] {
    const { builtins, perRun } = this.#library;
    return [...this.#names.all, ...Object.keys(builtins), ...Object.keys(perRun), "display", "view", "invalidation"];
  }

  /** The cell that defines a name; null for the library's and for unknown ones. */
  ownerOf(name: string): string | null {
    return this.#names.findOwner(name)?.id ?? null;
  }

  /** Names of the properties of what a name stands for now; none where it has no value. A part of the library is loaded. */
  async propertiesOf(name: string): Promise<readonly string[]> {
    if (!this.names.includes(name) || Object.hasOwn(this.#library.perRun, name)) return [];
    return fetchValues(this.#main, [name])
      .then(([value]) => propertyNames(value))
      .catch(() => []);
  }

  view(id: string): CellView {
    const standing = this.#state.standing(id);
    const unsaved = standing.unsaved ?? this.answers.unsaved(id) ?? this.runs.unsaved(id);
    const kept = { isKept: this.runs.has(id), isAnswered: this.answers.read(id) !== null };
    return viewCell(this.#find(id), this.#cells.isAdded(id), { ...standing, unsaved, ...kept });
  }

  /** What each cell uses and defines, and how it stands, in the order of the page. */
  get graph(): readonly (GraphCell & { readonly compiled: CompiledCell; readonly state: CellState })[] {
    return this.#cells.all.map(({ id, compiled, state }) => ({ id, compiled, state }));
  }

  state(id: string): CellState {
    return this.#find(id).state;
  }

  /** Its present value: of its one name, an object of several, or of its expression. Rejects if there is none. */
  async value(id: string): Promise<unknown> {
    await this.#started;
    const { outputs } = this.#find(id).compiled;
    const names = outputs.length > 0 ? outputs : [variableName(id)];
    const values = await fetchValues(this.#main, names);
    return outputs.length > 1 ? Object.fromEntries(zip(names, values)) : values[0];
  }

  /**
   * The value of an expression over the present values of cells and library. Rejects where one of them has none, or comes
   * from a cell that is in error, however long the way.
   * @param signal ends the wait for those values
   */
  async evaluate(name: string, compiled: CompiledCell, signal: AbortSignal): Promise<unknown> {
    await this.#started;
    this.retryParts();
    for (const { id, state } of this.findNeeded(compiled))
      if (state.kind === "error") throw refuseCause(state.error, id);
    return evaluateExpression(this.#main, name, compiled, signal);
  }

  /** The cells that an expression depends on, directly or through others, nearest first. */
  findNeeded({ inputs }: Pick<CompiledCell, "inputs">): readonly { readonly id: string; readonly state: CellState }[] {
    const cells = this.#cells.all;
    const asking = { id: "", compiled: { inputs, outputs: [] } };
    return findUpstream([...cells, asking], asking.id).map((id) => this.#find(id));
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

  /**
   * Runs the cell's present text, and settles when the run has ended in one way or another. In a page that was opened
   * without running anything, the cells that it needs run first.
   */
  async run(id: string): Promise<void> {
    await this.#started;
    const cell = this.#find(id);
    this.retryParts();
    await this.#starts.prepareRun(cell);
    await cell.run();
    await untilCalm(() => this.#cells.get(id) !== cell || !isBusy(cell.state));
  }

  /**
   * Runs the cell and, where it turns out to wait for another one that has no value yet, that one first.
   * @param tried those that were run for it already
   */
  async runWithNeeded(id: string, tried = new Set<string>()): Promise<void> {
    await this.run(id);
    const state = this.state(id);
    if (state.kind !== "waiting" || tried.has(state.forCell)) return;
    tried.add(state.forCell);
    await this.runWithNeeded(state.forCell, tried);
    await this.runWithNeeded(id, tried);
  }

  /** Resolves when the cell is not at work, or waiting for it. */
  async ended(id: string): Promise<void> {
    await untilCalm(() => !this.#cells.get(id) || !isBusy(this.state(id)));
  }

  /** Asks again for the parts of the library that could not be loaded. */
  retryParts(): void {
    this.#parts.retry(this.#runtime);
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
    this.#state.edit(id, source);
    cell.changeText(source);
  }

  /** Changes and keeps the text. An automatic cell runs; a manual one is stale until Run. */
  async edit(id: string, source: string): Promise<void> {
    this.draft(id, source);
    if (this.#find(id).text.published.run === "auto") await this.run(id);
  }

  /** Goes back to the published text, as an edit does, and to inputs that nobody has answered. */
  async reset(id: string): Promise<void> {
    this.answers.set(id, null);
    await this.edit(id, this.#find(id).text.published.source);
  }

  /** Deletes the reader's own run of a manual cell: it shows the recorded one again. */
  async forgetRun(id: string): Promise<void> {
    this.#find(id).forgetRun();
    await this.runs.forget(id);
  }

  /**
   * Runs every cell that is not up to date, manual ones in turn, until they have ended or the signal says so.
   * @returns those that gave no sign for a minute, and are left at work
   */
  async runAll(signal: AbortSignal): Promise<readonly string[]> {
    await this.#started;
    const run = async (id: string) =>
      !this.#cells.get(id) || endsInTime(this.run(id), this, { id, patienceMs: silenceMs });
    return runAll(this.#cells.all, run, signal);
  }

  /**
   * Puts back into every output what its cell has displayed: code of one cell can rewrite what another shows, and a copy
   * of the page is to be made of the cells' values.
   * @returns the outputs
   */
  restoreOutputs(): readonly HTMLElement[] {
    return this.#cells.restoreOutputs();
  }

  /** @returns the function that ends the subscription */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Resolves when no cell is queued, running or paused any more. */
  async settled(): Promise<void> {
    await this.#started;
    await untilCalm(() => !this.#cells.all.some(({ state }) => isBusy(state)));
  }

  dispose(): void {
    this.#unwatchRefusals();
    this.reader.dispose();
    this.answers.dispose();
    for (const cell of this.#cells.all) cell.dispose();
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
      isDefined: (name) => this.#names.has(name),
      isLibraryName: (name) => Object.hasOwn(library.builtins, name),
      missingPart: (name) => this.#parts.missing(name),
      findOwner: (name) => this.#names.findOwner(name),
      findFormerOwner: (name) => this.#names.findFormerOwner(name),
      changed: (id) => this.#notify(id),
      redefined: () => this.#names.update(),
      turnedKnobs: (id) => this.#turnedKnobs(id),
      finished: (id) => void this.#keepRun(id),
      viewed: (id, inputs, retired) => this.answers.follow(id, inputs, retired),
    };
  }

  async #start(safe: boolean): Promise<void> {
    const cells = this.#cells.all;
    for (const cell of cells) cell.changeText(this.#state.sourceOf(cell.id));
    const kept = await this.runs.load();
    for (const [id, run] of kept) this.#cells.get(id)?.takeKept(run, () => run.hash === this.#hashOf(id));
    await this.#starts.start(cells, safe);
  }

  /** A value that is no plain data, or that has changed already, is not kept. */
  async #keepRun(id: string): Promise<void> {
    const run = this.#cells.get(id)?.ownRun ?? null;
    if (run === null) return;
    const hash = this.#hashOf(id);
    const value = await this.value(id).catch(() => undefined);
    const isStill = this.#cells.get(id)?.ownRun?.elapsedMs === run.elapsedMs;
    if (isStill && value !== undefined)
      await this.runs.keep(id, { ...run, hash, value, date: new Date().toISOString() });
  }

  /** Names that a cell hangs on whose inputs do not stand as published. */
  #turnedKnobs(id: string): readonly string[] {
    const { knobs } = this.answers;
    if (knobs.size === 0) return [];
    return findUpstream(this.#cells.all, id).flatMap((each) => [...(knobs.get(each)?.values.keys() ?? [])]);
  }

  #hashOf(id: string): string {
    const cells = this.#cells.all.map(({ id, compiled, text }) => ({ id, compiled, source: text.applied.source }));
    return upstreamHash(cells, id);
  }

  /** A text that waits for Run goes on waiting; the inputs are made anew when it runs. */
  #renew(id: string): void {
    if (this.#cells.get(id)?.state.kind === "done") void this.run(id);
  }

  #notify(id: string): void {
    if (!this.#cells.get(id)) return;
    const view = this.view(id);
    for (const listener of this.#listeners) listener(id, view);
  }

  #find(id: string): HostedCell {
    const cell = this.#cells.get(id);
    if (cell) return cell;
    throw refuse("notebook", `no cell has the id "${id}"`, `The cells are ${this.cells.join(", ")}.`);
  }
}
