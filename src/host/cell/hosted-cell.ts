import type { ChapterCell, CompiledCell } from "../../notebook/chapter.ts";
import type { CellHost } from "./cell-host.ts";
import { sortInputs, type CellInputs } from "./cell-inputs.ts";
import { CellRun } from "./cell-run.ts";
import { CellStanding } from "./cell-standing.ts";
import type { KeptRun } from "../reader/run-store.ts";
import { describeBlock, isBusy, isHeldRun, isPausable, type CellState } from "./cell-state.ts";
import { BrokenTextError, type CellError } from "./cell-error.ts";
import { CellText, type CompiledText } from "./cell-text.ts";
import { defineVariables } from "../runtime/cell-variables.ts";
import { evaluateCode, type CellCode } from "../runtime/evaluate-cell.ts";
import { explainFailure } from "./explain-failure.ts";
import { width } from "../runtime/generators.ts";
import { LastValues } from "./last-values.ts";
import { ManualInputs, zip, type KnownInputs } from "./manual-inputs.ts";
import type { OutputArea } from "./output-area.ts";
import type { Asker } from "./policy-refusals.ts";
import { prepareCall } from "./prepare-call.ts";
import { HeldRun } from "./held-run.ts";
import { recordedValue } from "./recording.ts";
import { RedrawPace } from "../runtime/redraw-pace.ts";

interface KeptValue {
  /** The text that it belongs to. */
  readonly text: CompiledText;
  readonly base: CellState;
  /** Null where there was none. */
  readonly last: { readonly value: unknown } | null;
}

/** One cell of the open notebook: hands its text to the runtime, and knows how its last run went. */
export class HostedCell {
  readonly id: string;
  readonly text: CellText;
  /** It is automatic and waits all the same, until it or a cell that needs it is run. */
  isHeld = false;
  #host: CellHost;
  #output: OutputArea;
  #held: HeldRun;
  #isManual: boolean;
  #inputs: ManualInputs;
  #inputsKey = "";
  #standing: CellStanding;
  #deleteVariables: (() => void) | null = null;
  #run: CellRun | null = null;
  #attempt = 0;
  /** When the last run began. */
  #beganMs: number | null = null;
  #pace: RedrawPace;
  #last = new LastValues();
  /** What a manual cell held before its text was broken: it may have computed for minutes. */
  #aside: KeptValue | null = null;
  /** Why an input of a manual cell has no value. */
  #blocked: string | null = null;

  /** @param recording what a manual cell would compute, from a run made when the chapter was written */
  constructor(published: ChapterCell, host: CellHost, output: OutputArea, recording: unknown) {
    this.id = published.id;
    this.text = new CellText(published);
    this.#host = host;
    this.#output = output;
    this.#held = new HeldRun(recording);
    this.#isManual = published.run === "manual";
    const base: CellState = this.#isManual ? this.#held.state : { kind: "idle" };
    this.#standing = new CellStanding(base, () => host.changed(this.id));
    this.#inputs = new ManualInputs(host.main, () => this.#inputsChanged());
    this.#pace = new RedrawPace(output.root);
  }

  get compiled(): CompiledCell {
    return this.text.applied.compiled;
  }

  /** Manual, with nothing to show: its text can be taken over without a run. */
  get isUnrun(): boolean {
    return this.#isManual && this.#standing.base.kind === "not-run";
  }

  get state(): CellState {
    const { problem, isApplied } = this.text;
    const own = this.#inputs.changed;
    const isRecorded = own.length === 0 && this.#standing.base.kind === "recorded";
    const changed = isRecorded ? this.#host.turnedKnobs(this.id) : own;
    return this.#standing.present({ problem, edited: !isApplied, changed, blocked: this.#blocked });
  }

  /**
   * Hands the cell to the runtime. An automatic cell is computed, a manual one waits with its recording, if any.
   * @param held let an automatic cell wait as well
   */
  start(held = false): void {
    if (this.text.applied.problem) return this.#break(this.text.applied, this.text.applied.problem);
    this.isHeld = held && !this.#isManual;
    if (this.isHeld) return this.#install(this.text.applied, [], () => recordedValue(undefined, this.compiled));
    const inputs = this.#sortInputs(this.compiled);
    if (!this.#isManual) return this.#define(this.text.applied, inputs);
    this.#watch(inputs);
    this.#install(this.text.applied, inputs.live, () => this.#held.value(this.compiled));
  }

  /** Makes the present text the one to start with; where another one has a value, only if there is something wrong with it. */
  async applyText(): Promise<void> {
    const text = await this.text.compile();
    if (!this.#isManual || this.isUnrun || this.#held.kept || text.problem) this.text.apply(text);
  }

  /**
   * Takes a run that was kept when the page was left, if it is of the present text, before the cell starts.
   * @param isSameText whether the texts that it followed from are those of now; asked once all cells have theirs
   */
  takeKept(run: KeptRun, isSameText: () => boolean): void {
    if (!this.#isManual || run.source !== this.text.source) return;
    this.#held.take(run);
    this.#inputs.expect(new Map(run.inputs), isSameText);
    this.#standing.become(this.#held.state);
  }

  /** What there is to keep of a run that has ended on this page; null where there is nothing, or it is kept already. */
  get ownRun(): Pick<KeptRun, "source" | "inputs" | "elapsedMs"> | null {
    const { base } = this.#standing;
    if (!this.#isManual || base.kind !== "done" || base.made !== undefined || this.#run?.hasDisplayed) return null;
    return { source: this.text.applied.source, inputs: this.#inputs.plainUsed, elapsedMs: base.elapsedMs };
  }

  /** Goes back to the recorded run, and to its text if the present one has never run. */
  forgetRun(): void {
    this.#held.forget();
    if (!this.#isManual || isBusy(this.#standing.base)) return;
    this.#attempt++;
    this.#aside = null;
    const { source, compiled } = this.text.published;
    const inputs = this.#sortInputs(compiled);
    this.#watch(inputs);
    this.#inputs.forgetUsed();
    this.#install({ source, compiled, problem: null }, inputs.live, () => this.#held.value(compiled));
    this.#standing.become(this.#held.state);
    this.#inputsChanged();
  }

  /** What is asked to find out who asked for something that the page refused. */
  get asker(): Asker {
    const { base } = this.#standing;
    return {
      id: this.id,
      body: this.compiled.body,
      output: this.#output.root,
      beganMs: this.#beganMs,
      error: base.kind === "error" ? base.error.message : "",
      remark: (sentence) => this.#output.remark(sentence),
    };
  }

  /** Changes the text only. The cell is then stale until it runs. */
  changeText(source: string): void {
    this.text.source = source;
    if (this.#aside && source === this.#aside.text.source) this.#bringBack(this.#aside);
    this.#host.changed(this.id);
  }

  /** Runs the present text with the present inputs. The last output stays until there is a new one. */
  async run(): Promise<void> {
    const attempt = ++this.#attempt;
    const applied = await this.text.compile();
    if (attempt !== this.#attempt) return;
    this.isHeld = false;
    if (applied.problem) return this.#break(applied, applied.problem);
    const inputs = this.#sortInputs(applied.compiled);
    const before = this.#isManual && applied !== this.text.applied ? (this.#aside ?? this.#putAside()) : null;
    this.#retireRun();
    this.#standing.become({ kind: "queued", place: null });
    if (!this.#isManual) return this.#define(applied, inputs);
    this.#watch(inputs);
    try {
      const known = await this.#inputs.take(inputs, { shadow: this.#shadow });
      if (attempt === this.#attempt) this.#define(applied, inputs, known);
    } catch (error) {
      if (attempt === this.#attempt) this.#fail(error, applied, before);
    }
  }

  /** An input has no value. The text has run all the same, so that it says what an automatic cell of it would say. */
  #fail(error: unknown, applied: CompiledText, before: KeptValue | null): void {
    if (before) {
      this.#aside = before;
      this.#install(applied, [], () => {
        throw error;
      });
    }
    this.#standing.become(this.#explain(error, applied.compiled));
  }

  /** Ends the run and keeps its last value. */
  stop(): void {
    if (!isBusy(this.#standing.base)) return;
    this.#attempt++;
    if (!this.#run) {
      if (this.#isManual) this.#standing.become({ kind: "stopped", elapsedMs: 0 });
      return;
    }
    this.#run.stop();
    this.#standing.setEnding("stopping", this.#run.startedMs);
  }

  /** Lets the run rest after the step at hand, or while it waits in line; its value so far is kept. */
  pause(): void {
    if (!this.#run || !isPausable(this.state)) return;
    this.#standing.setEnding("pausing", this.#run.startedMs);
    this.#run.context.pauses.paused = true;
  }

  /** Goes on after `pause`: at the end of the line, if others train now. */
  resume(): void {
    if (!this.#run || this.#run.isStopped) return;
    this.#standing.setEnding(null, this.#run.startedMs);
    this.#run.context.pauses.paused = false;
  }

  setConflict(message: string | null): void {
    this.#standing.setConflict(message);
  }

  /** Other cells define other names now: what came from the library may come from a cell, or the other way round. */
  refreshInputs(): void {
    const inputs = this.#sortInputs(this.compiled);
    if (this.#inputsKey === "" || this.#keyOf(inputs) === this.#inputsKey) return;
    if (!this.#isManual) return this.#define(this.text.applied, inputs);
    this.#inputsKey = this.#keyOf(inputs);
    this.#inputs.resolveAnew(inputs);
  }

  /** Ends everything: the page is going. */
  dispose(): void {
    this.#attempt++;
    this.#retireRun();
    this.#deleteVariables?.();
    this.#inputs.dispose();
    this.#pace.dispose();
  }

  #sortInputs(compiled: CompiledCell): CellInputs {
    const { library, isDefined } = this.#host;
    return sortInputs(compiled, library, { manual: this.#isManual, isDefined });
  }

  /** Tells where each input comes from: from a cell, from the library, or from the page, as its width does. */
  #keyOf(inputs: CellInputs): string {
    return JSON.stringify([inputs, inputs.live.includes("width") && this.#host.isDefined("width")]);
  }

  #watch(inputs: CellInputs): void {
    this.#inputsKey = this.#keyOf(inputs);
    this.#inputs.watch(inputs);
  }

  #inputsChanged(): void {
    const { failure } = this.#inputs;
    this.#blocked = failure === null ? null : describeBlock(this.#explain(failure, this.compiled));
    const { base } = this.#standing;
    // A recorded run was made with knobs as published: as long as they are turned, nobody knows with which values.
    const isKnown = base.kind !== "recorded" || this.#host.turnedKnobs(this.id).length === 0;
    if (isHeldRun(base) && isKnown) this.#inputs.assumeUsed();
    // What stood in the way may be gone, so the cell is as if nobody had pressed Run.
    if (this.#standing.isBlocked && this.#aside) this.#bringBack(this.#aside);
    else if (this.#standing.isBlocked) this.#standing.become(this.#held.state);
    else this.#host.changed(this.id);
  }

  #define(applied: CompiledText, inputs: CellInputs, known: KnownInputs = new Map()): void {
    this.#aside = null;
    this.#inputsKey = this.#keyOf(inputs);
    let code: CellCode | null = null;
    this.#install(applied, inputs.live, (values) => {
      code ??= evaluateCode(this.id, applied.compiled);
      return this.#begin(code, inputs, new Map([...known, ...zip(inputs.live, values)]));
    });
  }

  /** The text cannot be used: the names that it is about to define have no value until it can. */
  #break(text: CompiledText, problem: CellError): void {
    if (this.#isManual) this.#aside ??= this.#putAside();
    this.#inputsKey = "";
    this.#install(text, [], () => {
      throw new BrokenTextError(problem.message);
    });
    this.#becomeBroken(problem);
  }

  #becomeBroken(problem: CellError): void {
    this.#standing.become(this.#aside?.base ?? { kind: "error", error: problem });
  }

  #putAside(): KeptValue {
    const { base } = this.#standing;
    const text = this.text.sound;
    const last = this.#last.read(this.compiled);
    if (!last) return { text, base: this.#held.state, last };
    return { text, base: isBusy(base) ? { kind: "stopped", elapsedMs: this.#run?.elapsedMs ?? 0 } : base, last };
  }

  /** The text is again the one that a manual cell's value belongs to. */
  #bringBack({ text: sound, base, last }: KeptValue): void {
    this.#aside = null;
    const inputs = this.#sortInputs(sound.compiled);
    this.#watch(inputs);
    const value = () => (last ? last.value : this.#held.value(sound.compiled));
    this.#install(sound, inputs.live, value);
    this.#standing.become(base);
  }

  #install(applied: CompiledText, live: readonly string[], start: (values: readonly unknown[]) => unknown): void {
    this.#deleteVariables?.();
    this.#retireRun();
    this.#standing.forgetFailures();
    this.#last.forget();
    this.text.apply(applied);
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
      outputFulfilled: (name, value) => {
        this.#last.noteOutput(name, value);
        this.#standing.outputRecovered(name);
      },
      outputRejected: (name, error) => this.#standing.outputFailed(name, this.#explain(error, this.compiled)),
    });
    this.#host.redefined();
  }

  #begin(code: CellCode, { perRun }: CellInputs, values: KnownInputs): unknown {
    const { inputs, outputs } = this.compiled;
    const run = new CellRun({
      cellId: this.id,
      compiled: this.compiled,
      output: this.#output,
      endsItself: perRun.length > 0,
      followsGenerators: this.#isManual || perRun.length > 0,
      onProgress: (progress) => this.#run && this.#standing.progressed(progress, this.#run),
      onViews: (inputs, retired) => this.#host.viewed(this.id, inputs, retired),
    });
    this.#run = run;
    this.#beganMs = performance.now();
    this.#output.clearRemarks();
    this.#standing.forgetFailures();
    this.#standing.become({ kind: "running", sinceMs: run.startedMs, progress: null, ending: null });
    void run.ended.then(() => this.#ended(run));
    const start = prepareCall(code(run.goOn), { inputs, perRun, values, run, library: this.#host.library });
    const onlyDraws = !this.#isManual && outputs.length === 0;
    const hold = onlyDraws ? this.#pace.hold(values.values(), run.context.signal) : null;
    return run.execute(() => hold?.then(() => (run.context.signal.aborted ? undefined : start())) ?? start());
  }

  #pending(): void {
    if (this.#isManual && this.#standing.base.kind !== "queued") return;
    this.#run?.leaveBehind();
    this.#run = null;
    this.#standing.become({ kind: "queued", place: null });
  }

  #fulfilled(value: unknown): void {
    const { autodisplay } = this.compiled;
    const run = this.#run;
    this.#last.note(value);
    if (!run) {
      // The recording of a manual cell: the page holds its output already, unless it has to be drawn here.
      if (autodisplay && this.#output.isEmpty) this.#output.replace(value);
      return;
    }
    try {
      if (autodisplay) this.#output.replace(value);
      else if (!run.hasDisplayed) this.#output.clear();
    } catch (error) {
      return this.#rejected(error);
    }
    run.codeEnded();
  }

  #rejected(error: unknown): void {
    const { problem } = this.text.applied;
    if (problem) return this.#becomeBroken(problem);
    const elapsedMs = this.#run?.elapsedMs ?? 0;
    this.#retireRun();
    const state = this.#explain(error, this.compiled);
    this.#standing.become(state.kind === "stopped" ? { kind: "stopped", elapsedMs } : state);
  }

  #ended(run: CellRun): void {
    if (run !== this.#run) return;
    this.#standing.become({ kind: run.isStopped ? "stopped" : "done", elapsedMs: run.elapsedMs });
    if (!run.isStopped) this.#host.finished(this.id);
  }

  #explain(error: unknown, { body, prefixLines }: CompiledCell): CellState {
    return explainFailure(error, { cellId: this.id, body, prefixLines }, this.#host);
  }

  #retireRun(): void {
    this.#run?.retire();
    this.#run = null;
  }

  get #shadow(): Readonly<Record<string, () => unknown>> {
    return this.#host.isDefined("width") ? {} : { width: () => width(this.#output.root) };
  }
}
