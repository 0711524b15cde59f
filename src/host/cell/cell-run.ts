import { refuse } from "../../core/errors.ts";
import { PauseSwitch } from "../../core/pause-switch.ts";
import type { CompiledCell } from "../../notebook/chapter.ts";
import { readOutputs } from "../../notebook/read-outputs.ts";
import type { CellContext, RunProgress } from "./cell-context.ts";
import { RetiredError, StoppedError } from "./cell-error.ts";
import { input, isEndless } from "../runtime/generators.ts";
import { hold, isGenerator, isPromiseLike } from "../runtime/held-value.ts";
import type { OutputArea } from "./output-area.ts";
import { TimeLeft } from "./time-left.ts";
import { trackGenerator, type ForcedEnd } from "./track-generator.ts";

/** How long after Stop a library function may take to hand over its last value. */
const graceMs = 5000;

export interface RunOptions {
  readonly cellId: string;
  /** What the code defines. */
  readonly compiled: Pick<CompiledCell, "outputs">;
  readonly output: OutputArea;
  /** The cell calls a library function that knows how to end on Stop. */
  readonly endsItself: boolean;
  /**
   * The run lasts until its generators have ended. Those of an automatic cell follow something for as long as the page
   * is open, so its run ends with its code.
   */
  readonly followsGenerators: boolean;
  readonly onProgress: (progress: RunProgress) => void;
  /** Told the inputs that the code shows, by the names that it gives their values, before anybody reads one. */
  readonly onViews: (inputs: ReadonlyMap<string, Element>, retired: Promise<void>) => void;
}

/** One execution of a cell: from the call of its code until its last generator has ended or another run replaces it. */
export class CellRun {
  readonly context: CellContext;
  /** Resolves when the code and all finite generators that it returned are through. */
  readonly ended: Promise<void>;
  /** Resolves when another run has taken over, so that this one's values are out of date. */
  readonly retired: Promise<void>;
  /** Told of the steps of whatever counts them. */
  readonly timeLeft = new TimeLeft();
  /** When it would have begun had it never been paused. */
  #startedMs = performance.now();
  #restedMs: number | null = null;
  #options: RunOptions;
  #controller = new AbortController();
  #current = true;
  #stopped = false;
  #displayed = false;
  /** Inputs by what yields their values. */
  #views = new Map<unknown, Element>();
  #open = 1;
  #resolveEnded!: () => void;
  #resolveRetired!: () => void;
  #forceEnd!: (end: ForcedEnd) => void;
  #forcedEnd: Promise<ForcedEnd>;

  constructor(options: RunOptions) {
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
    this.retired = new Promise((resolve) => (this.#resolveRetired = resolve));
    this.#forcedEnd = new Promise((resolve) => (this.#forceEnd = resolve));
    this.#options = options;
    this.context = {
      cellId: options.cellId,
      signal: this.#controller.signal,
      pauses: new PauseSwitch(),
      reportProgress: (progress) => {
        this.#rest(progress.paused);
        if (this.#current) options.onProgress(progress);
      },
    };
  }

  get startedMs(): number {
    return this.#startedMs;
  }

  /** Without the time for which it was paused. */
  get elapsedMs(): number {
    return (this.#restedMs ?? performance.now()) - this.#startedMs;
  }

  /** Called by the code's own loops. @throws RetiredError where nothing that the run does can be seen any more */
  readonly goOn = (): void => {
    if (!this.#current) throw new RetiredError("another run has taken over");
  };

  get isStopped(): boolean {
    return this.#stopped;
  }

  get hasDisplayed(): boolean {
    return this.#displayed;
  }

  /** The cell's own `display`: appends to the output. @throws CourseError in a run that is over, which ends its loops */
  readonly display = <T>(value: T): T => {
    if (!this.#current) throw tooLate(this.#options.cellId);
    if (!this.#displayed) this.#options.output.clear();
    this.#displayed = true;
    this.#options.output.append(value);
    return value;
  };

  /** The cell's own `view`: displays an input and yields its values. */
  readonly view = (element: Element): AsyncGenerator<unknown, undefined> => {
    const values = input(this.display(element));
    this.#views.set(values, element);
    return values;
  };

  /**
   * Runs the code. A promise that the reader stops is left behind, after its chance to end by itself.
   * @returns the value, or the values of the names that the code defines
   */
  execute(code: () => unknown): unknown {
    const result = code();
    if (!isPromiseLike(result)) return this.#read(result);
    const promised = Promise.resolve(result);
    void promised.then(
      (value) => !this.#current && this.#close(value),
      () => undefined,
    );
    return this.#untilLeft(promised).then(
      (value) => this.#read(value),
      (error: unknown) => {
        // What a library function throws because of Stop is no error of the cell's
        throw this.#stopped && error === this.context.signal.reason ? new StoppedError("stopped") : error;
      },
    );
  }

  /** The runtime has taken the code's value, or its error. */
  codeEnded(): void {
    this.#partEnded();
  }

  /** The reader's Stop: the signal is aborted, the last value kept. */
  stop(): void {
    this.#stopped = true;
    this.#controller.abort();
    if (this.#options.endsItself) setTimeout(() => this.#forceEnd("stopped"), graceMs);
    else this.#forceEnd("stopped");
  }

  /** Lets the runtime wait no longer for what this run has not ended: the cell is about to be computed anew. */
  leaveBehind(): void {
    this.retire();
    this.#forceEnd("retired");
  }

  /** Another run takes over, or the cell goes: this one can show nothing any more. */
  retire(): void {
    this.#current = false;
    this.#controller.abort();
    this.#resolveEnded();
    this.#resolveRetired();
  }

  /** A generator is an own value of the cell, or one of the names that it declares. */
  #read(result: unknown): unknown {
    const { compiled } = this.#options;
    if (compiled.outputs.length === 0) return this.#track(result);
    const values = readOutputs(result, compiled);
    this.#tellViews(values);
    return new Map([...values].map(([name, value]) => [name, this.#track(value)]));
  }

  #tellViews(values: ReadonlyMap<string, unknown>): void {
    if (!this.#current || this.#views.size === 0) return;
    const named = [...values].flatMap(([name, value]): [string, Element][] => {
      const element = this.#views.get(value);
      return element ? [[name, element]] : [];
    });
    if (named.length > 0) this.#options.onViews(new Map(named), this.retired);
  }

  #track(value: unknown): unknown {
    // A name that is given a promise: other cells get what that resolves to.
    if (isPromiseLike(value)) return this.#untilLeft(value).then((settled) => this.#track(settled));
    if (!isGenerator(value)) return hold(value);
    if (isEndless(value)) return value;
    let isOpen = this.#options.followsGenerators;
    if (isOpen) this.#open++;
    return trackGenerator(value, {
      forcedEnd: this.#forcedEnd,
      isStopped: () => this.#stopped,
      ended: () => {
        if (isOpen) this.#partEnded();
        isOpen = false;
      },
    });
  }

  /** A promise that need not be waited for once the run is stopped or left behind. */
  #untilLeft(promise: PromiseLike<unknown>): Promise<unknown> {
    const left = this.#forcedEnd.then((end) => {
      throw errorOf(end);
    });
    return Promise.race([promise, left]);
  }

  /** What came too late for the runtime, which would have closed it. */
  #close(result: unknown): void {
    const { compiled } = this.#options;
    const values = compiled.outputs.length === 0 ? [result] : readOutputs(result, compiled).values();
    for (const value of values) if (isGenerator(value)) void value.return(undefined);
  }

  #rest(isPaused: boolean): void {
    const nowMs = performance.now();
    if (isPaused) this.#restedMs ??= nowMs;
    else if (this.#restedMs !== null) {
      this.#startedMs += nowMs - this.#restedMs;
      this.#restedMs = null;
    }
  }

  #partEnded(): void {
    this.#open--;
    if (this.#open <= 0) this.#resolveEnded();
  }
}

function errorOf(end: ForcedEnd): Error {
  return end === "stopped" ? new StoppedError("stopped") : new RetiredError("another run has taken over");
}

function tooLate(cellId: string): Error {
  return refuse(
    "display",
    `this run of cell ${cellId} is over: another one has taken its place, or it was stopped or failed`,
    "Nothing needs to be done. To end by itself what the cell began, write invalidation.then(() => …).",
  );
}
