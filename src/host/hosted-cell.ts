import type { Module } from "@observablehq/runtime";
import type { ChapterCell, CompiledCell } from "../notebook/chapter.ts";
import type { CellLibrary, RunProgress } from "./cell-context.ts";
import { plainError, type CellError } from "./cell-error.ts";
import { sortInputs, type CellInputs } from "./cell-inputs.ts";
import { CellRun } from "./cell-run.ts";
import { hasRun, isBusy, type CellState } from "./cell-state.ts";
import { CellText, type CompiledText } from "./cell-text.ts";
import { defineVariables } from "./cell-variables.ts";
import { evaluateCell, type CellFunction } from "./evaluate-cell.ts";
import { explainFailure, type Surroundings } from "./explain-failure.ts";
import { width } from "./generators.ts";
import { ManualInputs, zip, type KnownInputs } from "./manual-inputs.ts";
import type { OutputArea } from "./output-area.ts";
import { recordedValue, unrunState } from "./recording.ts";
import { RedrawPace } from "./redraw-pace.ts";

/** What a cell needs of the notebook around it. */
export interface CellHost extends Surroundings {
  readonly main: Module;
  readonly library: CellLibrary;
  isDefined(name: string): boolean;
  /** The cell's state, text or output may look different now. */
  changed(cellId: string): void;
  /** The cell may define other names than before. */
  redefined(): void;
}

/** One cell of the open notebook: hands its text to the runtime, and knows how its last run went. */
export class HostedCell {
  readonly id: string;
  readonly text: CellText;
  #host: CellHost;
  #output: OutputArea;
  #recording: unknown;
  #isManual: boolean;
  #inputs: ManualInputs;
  #inputsKey = "";
  #base: CellState;
  /** It cannot stand beside the other cells: a name defined twice, a circle. */
  #conflict: CellError | null = null;
  #outputFailures = new Map<string, CellState>();
  #deleteVariables: (() => void) | null = null;
  #run: CellRun | null = null;
  #attempt = 0;
  #pace: RedrawPace;

  /** @param recording what a manual cell would compute, from a run made when the chapter was written */
  constructor(published: ChapterCell, host: CellHost, output: OutputArea, recording: unknown) {
    this.id = published.id;
    this.text = new CellText(published);
    this.#host = host;
    this.#output = output;
    this.#recording = recording;
    this.#isManual = published.run === "manual";
    this.#base = this.#isManual ? unrunState(recording) : { kind: "idle" };
    this.#inputs = new ManualInputs(host.main, () => this.#inputsChanged());
    this.#pace = new RedrawPace(output.root);
  }

  get compiled(): CompiledCell {
    return this.text.applied.compiled;
  }

  get state(): CellState {
    const problem = this.text.problem ?? this.#conflict;
    if (problem) return { kind: "error", error: problem };
    if (isBusy(this.#base)) return this.#base;
    if (!this.text.isApplied) return this.#stale("edited");
    const [failure] = this.#outputFailures.values();
    if (failure) return failure;
    const changed = hasRun(this.#base) ? this.#inputs.changed : [];
    return changed.length > 0 ? this.#stale(`inputs changed: ${changed.join(", ")}`) : this.#base;
  }

  /** Hands the cell to the runtime. An automatic cell is computed, a manual one waits with its recording, if any. */
  start(): void {
    const inputs = this.#sortInputs(this.compiled);
    if (!this.#isManual) {
      this.#define(this.text.applied, inputs);
      return;
    }
    this.#watch(inputs);
    this.#install(this.text.applied, inputs.live, () => recordedValue(this.#recording, this.compiled));
  }

  /** Makes the present text the one to start with, if it compiles. */
  async applyText(): Promise<void> {
    this.text.applied = (await this.text.compile()) ?? this.text.applied;
  }

  /** Changes the text only. The cell is then stale until it runs. */
  changeText(source: string): void {
    this.text.change(source);
    this.#host.changed(this.id);
  }

  /** Runs the present text with the present inputs. The last output stays until there is a new one. */
  async run(): Promise<void> {
    const attempt = ++this.#attempt;
    const applied = await this.text.compile();
    if (attempt !== this.#attempt) return;
    if (!applied) {
      this.#host.changed(this.id);
      return;
    }
    const inputs = this.#sortInputs(applied.compiled);
    this.#retireRun();
    this.#setBase({ kind: "queued", place: null });
    if (!this.#isManual) {
      this.#define(applied, inputs);
      return;
    }
    this.#watch(inputs);
    try {
      const known = await this.#inputs.take(inputs, { shadow: this.#shadow });
      if (attempt === this.#attempt) this.#define(applied, inputs, known);
    } catch (error) {
      if (attempt === this.#attempt) this.#setBase(this.#explain(error, applied.compiled));
    }
  }

  /** Ends the run and keeps its last value. */
  stop(): void {
    if (!isBusy(this.#base)) return;
    this.#attempt++;
    if (!this.#run) {
      if (this.#isManual) this.#setBase({ kind: "stopped", elapsedMs: 0 });
      return;
    }
    this.#run.stop();
    if (this.#base.kind === "running") this.#setBase({ ...this.#base, stopping: true });
  }

  setConflict(message: string | null): void {
    if ((this.#conflict?.message ?? null) === message) return;
    this.#conflict = message === null ? null : plainError(message);
    this.#host.changed(this.id);
  }

  /** Other cells define other names now: what came from the library may come from a cell, or the other way round. */
  refreshInputs(): void {
    const inputs = this.#sortInputs(this.compiled);
    if (this.#inputsKey === "" || JSON.stringify(inputs) === this.#inputsKey) return;
    if (this.#isManual) this.#watch(inputs);
    else this.#define(this.text.applied, inputs);
  }

  /** Ends everything: the page is going. */
  dispose(): void {
    this.#attempt++;
    this.#retireRun();
    this.#deleteVariables?.();
    this.#pace.dispose();
  }

  #sortInputs(compiled: CompiledCell): CellInputs {
    const isDefined = (name: string) => this.#host.isDefined(name);
    return sortInputs(compiled, this.#host.library, { manual: this.#isManual, isDefined });
  }

  #watch(inputs: CellInputs): void {
    this.#inputsKey = JSON.stringify(inputs);
    this.#inputs.watch(inputs);
  }

  #inputsChanged(): void {
    if (this.#base.kind === "recorded") this.#inputs.assumeUsed();
    const wasBlocked = this.#base.kind === "waiting" || (this.#base.kind === "error" && this.#base.error.causedBy);
    // What stood in the way may be gone, so the cell is as if nobody had pressed Run.
    if (wasBlocked) this.#base = unrunState(this.#recording);
    this.#host.changed(this.id);
  }

  #define(applied: CompiledText, inputs: CellInputs, known: KnownInputs = new Map()): void {
    this.#inputsKey = JSON.stringify(inputs);
    let code: CellFunction | null = null;
    this.#install(applied, inputs.live, (values) => {
      code ??= evaluateCell(this.id, applied.compiled);
      return this.#begin(code, inputs, new Map([...known, ...zip(inputs.live, values)]));
    });
  }

  #install(applied: CompiledText, live: readonly string[], start: (values: readonly unknown[]) => unknown): void {
    this.#deleteVariables?.();
    this.#retireRun();
    this.#outputFailures.clear();
    this.text.applied = applied;
    this.#deleteVariables = defineVariables(this.#host.main, {
      id: this.id,
      inputs: live,
      outputs: applied.compiled.outputs,
      node: this.#output.root,
      shadow: this.#shadow,
      start,
      pending: () => this.#pending(),
      fulfilled: (value) => this.#fulfilled(value),
      rejected: (error) => this.#rejected(error),
      outputFulfilled: (name) => {
        if (this.#outputFailures.delete(name)) this.#host.changed(this.id);
      },
      outputRejected: (name, error) => this.#outputRejected(name, error),
    });
    this.#host.redefined();
  }

  #begin(code: CellFunction, { perRun }: CellInputs, values: KnownInputs): unknown {
    const { inputs, outputs } = this.compiled;
    const run = new CellRun({
      cellId: this.id,
      output: this.#output,
      endsItself: perRun.length > 0,
      followsGenerators: this.#isManual || perRun.length > 0,
      onProgress: (progress) => this.#progressed(progress),
    });
    this.#run = run;
    this.#outputFailures.clear();
    this.#setBase({ kind: "running", sinceMs: run.startedMs, progress: null, stopping: false });
    void run.ended.then(() => this.#ended(run));
    const known = new Map<string, unknown>([...values, ["display", run.display], ["view", run.view]]);
    const bound = perRun.map((name) => this.#host.library.perRun[name]?.(run.context));
    const call = (functions: readonly unknown[]) => {
      const all = new Map([...known, ...zip(perRun, functions)]);
      return code(...inputs.map((name) => all.get(name)));
    };
    const start = () => (bound.length > 0 ? Promise.all(bound).then(call) : call([]));
    const onlyDraws = !this.#isManual && outputs.length === 0;
    const hold = onlyDraws ? this.#pace.hold(values.values(), run.context.signal) : null;
    return run.execute(() => hold?.then(() => (run.context.signal.aborted ? undefined : start())) ?? start());
  }

  #pending(): void {
    if (this.#isManual && this.#base.kind !== "queued") return;
    this.#retireRun();
    this.#setBase({ kind: "queued", place: null });
  }

  #fulfilled(value: unknown): void {
    const { autodisplay } = this.compiled;
    const run = this.#run;
    if (!run) {
      // The recording of a manual cell: the page holds its output already, unless it has to be drawn here.
      if (autodisplay && this.#output.isEmpty) this.#output.replace(value);
      return;
    }
    if (autodisplay) this.#output.replace(value);
    else if (!run.hasDisplayed) this.#output.clear();
    run.codeEnded();
  }

  #rejected(error: unknown): void {
    const elapsedMs = this.#run?.elapsedMs ?? 0;
    this.#retireRun();
    const state = this.#explain(error, this.compiled);
    this.#setBase(state.kind === "stopped" ? { kind: "stopped", elapsedMs } : state);
  }

  #outputRejected(name: string, error: unknown): void {
    const state = this.#explain(error, this.compiled);
    if (state.kind === "stopped" || state.kind === "not-run") return;
    this.#outputFailures.set(name, state);
    this.#host.changed(this.id);
  }

  #ended(run: CellRun): void {
    if (run !== this.#run) return;
    this.#setBase({ kind: run.isStopped ? "stopped" : "done", elapsedMs: run.elapsedMs });
  }

  #progressed({ doneSteps, totalSteps, queuePlace }: RunProgress): void {
    const run = this.#run;
    if (!run || !isBusy(this.#base)) return;
    if (queuePlace !== null) {
      this.#setBase({ kind: "queued", place: queuePlace });
      return;
    }
    const progress = { done: doneSteps, total: totalSteps };
    this.#setBase({ kind: "running", sinceMs: run.startedMs, progress, stopping: run.isStopped });
  }

  #explain(error: unknown, { prefixLines }: CompiledCell): CellState {
    return explainFailure(error, { cellId: this.id, prefixLines }, this.#host);
  }

  #stale(reason: string): CellState {
    return { kind: "stale", reason, recorded: this.#base.kind === "recorded" ? this.#base.label : null };
  }

  #setBase(base: CellState): void {
    this.#base = base;
    this.#host.changed(this.id);
  }

  #retireRun(): void {
    this.#run?.retire();
    this.#run = null;
  }

  get #shadow(): Readonly<Record<string, () => unknown>> {
    return this.#host.isDefined("width") ? {} : { width: () => width(this.#output.root) };
  }
}
