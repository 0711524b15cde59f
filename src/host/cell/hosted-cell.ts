import type { ChapterCell, CompiledCell } from "../../notebook/chapter.ts";
import type { CellHost } from "./cell-host.ts";
import type { CellInputs } from "./cell-inputs.ts";
import { CellStanding } from "./cell-standing.ts";
import type { KeptRun } from "../reader/run-store.ts";
import { describeBlock, isBusy, isHeldRun, isPausable, type CellState } from "./cell-state.ts";
import { BrokenTextError, raise, refuseUnrun, type CellError } from "./cell-error.ts";
import { CellText, type CompiledText } from "./cell-text.ts";
import { evaluateCode, type CellCode } from "../runtime/evaluate-cell.ts";
import { ManualInputs, zip, type KnownInputs } from "./manual-inputs.ts";
import type { OutputArea } from "./output-area.ts";
import { askerOf, type Asker } from "./policy-refusals.ts";
import { FollowedInputs } from "./followed-inputs.ts";
import { HeldRun } from "./held-run.ts";
import { InstalledText } from "./installed-text.ts";
import { PresentRun } from "./present-run.ts";
import type { Recordings } from "./recordings.ts";
import { baseAside, type ValueAside } from "./value-aside.ts";

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
  #followed: FollowedInputs;
  #standing: CellStanding;
  #runs: PresentRun;
  #installed: InstalledText;
  #attempt = 0;
  #aside: ValueAside | null = null;
  /** Why an input of a manual cell has no value. */
  #blocked: string | null = null;

  /** @param recordings what manual cells would compute, from runs made when the chapter was written */
  constructor(published: ChapterCell, host: CellHost, output: OutputArea, recordings: Recordings) {
    this.id = published.id;
    this.text = new CellText(published);
    this.#host = host;
    this.#output = output;
    this.#held = new HeldRun(published.id, recordings, host);
    this.#isManual = published.run === "manual";
    const base: CellState = this.#isManual ? this.#held.state : { kind: "idle" };
    this.#standing = new CellStanding(base, () => host.changed(this.id));
    this.#followed = new FollowedInputs(host, this.#isManual);
    this.#inputs = new ManualInputs(host.main, () => this.#inputsChanged());
    const parts = { cellId: this.id, isManual: this.#isManual, host, output, standing: this.#standing };
    this.#runs = new PresentRun(parts);
    const becomeBroken = (problem: CellError) => this.#becomeBroken(problem);
    this.#installed = new InstalledText({ ...parts, text: this.text, runs: this.#runs, becomeBroken });
  }

  /** Where it stands on the page; the output of an empty one may be shown nowhere. */
  get elements(): readonly Element[] {
    return this.#output.elements;
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
    const changed = this.#standing.base.kind === "recorded" ? this.#held.changed(this.#inputs) : this.#inputs.changed;
    return this.#standing.present({ problem, edited: !isApplied, changed, blocked: this.#blocked });
  }

  /** It is about to start: from now on it is at work. */
  expectStart(): void {
    if (!this.#isManual) this.#standing.become({ kind: "queued", place: null });
  }

  /**
   * Hands the cell to the runtime. An automatic cell is computed, a manual one waits with its recording, if any.
   * @param held let an automatic cell wait as well
   */
  start(held = false): void {
    if (this.text.applied.problem) return this.#break(this.text.applied, this.text.applied.problem);
    this.isHeld = held && !this.#isManual;
    if (this.isHeld) return this.#installed.install(this.text.applied, [], refuseUnrun);
    if (this.#isManual) return this.#showHeld();
    this.#define(this.text.applied, this.#followed.sort(this.compiled));
  }

  /** Whether the recording is on its way. */
  get isLoading(): boolean {
    return this.#held.isLoading;
  }

  /** Whether it has no value because the recording did not come. */
  get isRecordingMissing(): boolean {
    return this.#held.isMissing && this.#standing.base.kind === "error" && this.#runs.run === null;
  }

  /** Asks again for a recording that did not come. */
  retryRecording(): void {
    if (!this.isRecordingMissing) return;
    this.#standing.become(this.#held.state);
    this.#showHeld();
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
    if (!this.#isManual || base.kind !== "done" || base.made !== undefined || this.#runs.run?.hasDisplayed) return null;
    return { source: this.text.applied.source, inputs: this.#inputs.plainUsed, elapsedMs: base.elapsedMs };
  }

  /** Goes back to the recorded run, and to its text if the present one has never run. */
  forgetRun(): void {
    this.#held.forget();
    if (!this.#isManual || isBusy(this.#standing.base)) return;
    this.#attempt++;
    this.#aside = null;
    this.#inputs.forgetUsed();
    this.#showHeld({ ...this.text.published, problem: null });
    this.#standing.become(this.#held.state);
    this.#inputsChanged();
  }

  /** What is asked to find out who asked for something that the page refused. */
  get asker(): Asker {
    return askerOf(this, { runs: this.#runs, base: this.#standing.base, output: this.#output });
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
    const inputs = this.#followed.sort(applied.compiled);
    const before = this.#isManual && applied !== this.text.applied ? (this.#aside ?? this.#putAside()) : null;
    this.#runs.retire();
    this.#standing.become({ kind: "queued", place: null });
    if (!this.#isManual) return this.#define(applied, inputs);
    this.#followed.note(inputs);
    this.#inputs.watch(inputs);
    try {
      // The new run is compared with it.
      await this.#held.recording();
      const known = await this.#inputs.take(inputs, { shadow: this.#installed.shadow });
      if (attempt === this.#attempt) this.#define(applied, inputs, known);
    } catch (error) {
      if (attempt === this.#attempt) this.#fail(error, applied, before);
    }
  }

  /** An input has no value. The text has run all the same, so that it says what an automatic cell of it would say. */
  #fail(error: unknown, applied: CompiledText, before: ValueAside | null): void {
    if (before) {
      this.#aside = before;
      this.#installed.install(applied, [], () => raise(error));
    }
    this.#standing.become(this.#installed.explain(error, applied.compiled));
  }

  /** Ends the run and keeps its last value. */
  stop(): void {
    if (!isBusy(this.#standing.base)) return;
    this.#attempt++;
    this.#runs.stop();
  }

  /** Lets the run rest after the step at hand, or while it waits in line; its value so far is kept. */
  pause(): void {
    if (isPausable(this.state)) this.#runs.pause();
  }

  /** Goes on after `pause`: at the end of the line, if others train now. */
  resume(): void {
    this.#runs.resume();
  }

  setConflict(message: string | null): void {
    this.#standing.setConflict(message);
  }

  /** Other cells define other names now: what came from the library may come from a cell, or the other way round. */
  refreshInputs(): void {
    const inputs = this.#followed.sort(this.compiled);
    if (!this.#followed.areOther(inputs)) return;
    if (!this.#isManual) return this.#define(this.text.applied, inputs);
    this.#followed.note(inputs);
    this.#inputs.resolveAnew(inputs);
  }

  /** Ends everything: the page is going. */
  dispose(): void {
    this.#attempt++;
    this.#runs.dispose();
    this.#installed.delete();
    this.#inputs.dispose();
  }

  /** The value of a manual cell that has not run on this page: of the recordings the nearest to how the knobs stand. */
  #showHeld(text = this.text.applied): void {
    this.#followKnobs();
    this.#hold(text);
  }

  #hold(text: CompiledText, value = () => this.#held.value(text.compiled)): void {
    const inputs = this.#followed.sort(text.compiled);
    this.#followed.note(inputs);
    this.#inputs.watch(inputs);
    this.#installed.install(text, inputs.live, value);
  }

  #inputsChanged(): void {
    const { failure } = this.#inputs;
    this.#blocked = failure === null ? null : describeBlock(this.#installed.explain(failure, this.compiled));
    const { base } = this.#standing;
    if (base.kind === "recorded" && this.#followKnobs()) return this.#showHeld();
    // As long as something stands otherwise than in the recorded run, nobody knows which values that was made with.
    if (isHeldRun(base) && (base.kind !== "recorded" || this.#held.isAsRecorded)) this.#inputs.assumeUsed();
    // What stood in the way may be gone, so the cell is as if nobody had pressed Run.
    if (this.#standing.isBlocked && this.#aside) this.#bringBack(this.#aside);
    else if (this.#standing.isBlocked) this.#standing.become(this.#held.state);
    else this.#host.changed(this.id);
  }

  /** @returns whether another recorded run is the nearest to how the knobs stand now */
  #followKnobs(): boolean {
    if (!this.#held.follow()) return false;
    this.#inputs.forgetUsed();
    if (this.#standing.base.kind === "recorded") this.#standing.become(this.#held.state);
    return true;
  }

  #define(applied: CompiledText, inputs: CellInputs, known: KnownInputs = new Map()): void {
    this.#aside = null;
    this.#followed.note(inputs);
    let code: CellCode | null = null;
    this.#installed.install(applied, inputs.live, (values) => {
      code ??= evaluateCode(this.id, applied.compiled);
      const all = new Map([...known, ...zip(inputs.live, values)]);
      return this.#runs.begin(code, { compiled: this.compiled, inputs, values: all });
    });
  }

  /** The text cannot be used: the names that it is about to define have no value until it can. */
  #break(text: CompiledText, problem: CellError): void {
    if (this.#isManual) this.#aside ??= this.#putAside();
    this.#followed.forget();
    this.#installed.install(text, [], () => raise(new BrokenTextError(problem.message)));
    this.#becomeBroken(problem);
  }

  #becomeBroken(problem: CellError): void {
    this.#standing.become(this.#aside?.base ?? { kind: "error", error: problem });
  }

  #putAside(): ValueAside {
    const last = this.#installed.last.read(this.compiled);
    const base = baseAside(this.#standing.base, this.#held.state, { last, elapsedMs: this.#runs.elapsedMs });
    return { text: this.text.sound, base, last };
  }

  /** The text is again the one that a manual cell's value belongs to. */
  #bringBack({ text: sound, base, last }: ValueAside): void {
    this.#aside = null;
    this.#hold(sound, last ? () => last.value : undefined);
    this.#standing.become(base);
  }
}
