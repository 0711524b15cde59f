import { PauseSwitch } from "../../core/pause-switch.ts";
import type { CellContext, RunProgress } from "./cell-context.ts";
import { StoppedError } from "./cell-error.ts";
import { input, isEndless } from "../runtime/generators.ts";
import type { OutputArea } from "./output-area.ts";
import { TimeLeft } from "./time-left.ts";
import { isGenerator, trackGenerator } from "./track-generator.ts";

/** How long after Stop a library function may take to hand over its last value. */
const graceMs = 5000;

export interface RunOptions {
  readonly cellId: string;
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
  #forceEnd!: () => void;
  #forcedEnd: Promise<void>;

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

  get isStopped(): boolean {
    return this.#stopped;
  }

  get hasDisplayed(): boolean {
    return this.#displayed;
  }

  /** The cell's own `display`: appends to the output. A late call of a run that is out of date changes nothing. */
  readonly display = <T>(value: T): T => {
    if (!this.#current) return value;
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

  /** Runs the code. A promise that the reader stops is left behind, after its chance to end by itself. */
  execute(code: () => unknown): unknown {
    const result = code();
    if (!(result instanceof Promise)) return this.#track(result);
    const stopped = this.#forcedEnd.then(() => {
      throw new StoppedError("stopped");
    });
    return Promise.race([result, stopped]).then(
      (value) => this.#track(value),
      (error: unknown) => {
        // What a library function throws because of Stop is no error of the cell's
        throw this.#stopped && error === this.context.signal.reason ? new StoppedError("stopped") : error;
      },
    );
  }

  /** The runtime has taken the code's value, or its error. */
  codeEnded(): void {
    this.#close();
  }

  /** The reader's Stop: the signal is aborted, the last value kept. */
  stop(): void {
    this.#stopped = true;
    this.#controller.abort();
    if (this.#options.endsItself) setTimeout(this.#forceEnd, graceMs);
    else this.#forceEnd();
  }

  /** Another run takes over, or the cell goes: whatever this one still does is ignored. */
  retire(): void {
    this.#current = false;
    this.#controller.abort();
    this.#resolveEnded();
    this.#resolveRetired();
  }

  /** A generator is an own value of the cell, or one of the names that it declares. */
  #track(result: unknown): unknown {
    if (isGenerator(result)) return this.#trackOne(result);
    if (typeof result !== "object" || result === null || Object.getPrototypeOf(result) !== Object.prototype)
      return result;
    this.#tellViews(result);
    if (!Object.values(result).some(isGenerator)) return result;
    return Object.fromEntries(Object.entries(result).map(([name, value]) => [name, this.#trackOne(value)]));
  }

  #tellViews(result: object): void {
    if (!this.#current || this.#views.size === 0) return;
    const named = Object.entries(result).flatMap(([name, value]): [string, Element][] => {
      const element = this.#views.get(value);
      return element ? [[name, element]] : [];
    });
    if (named.length > 0) this.#options.onViews(new Map(named), this.retired);
  }

  #trackOne(value: unknown): unknown {
    if (!this.#options.followsGenerators || !isGenerator(value) || isEndless(value)) return value;
    this.#open++;
    let isOpen = true;
    return trackGenerator(value, {
      isStopped: () => this.#stopped,
      forcedEnd: this.#forcedEnd,
      ended: () => {
        if (isOpen) this.#close();
        isOpen = false;
      },
    });
  }

  #rest(isPaused: boolean): void {
    const nowMs = performance.now();
    if (isPaused) this.#restedMs ??= nowMs;
    else if (this.#restedMs !== null) {
      this.#startedMs += nowMs - this.#restedMs;
      this.#restedMs = null;
    }
  }

  #close(): void {
    this.#open--;
    if (this.#open <= 0) this.#resolveEnded();
  }
}
