import { namedFiles } from "../../browser/chunk-files.ts";
import { explainMissing, isLoadFailure } from "../../browser/load-part.ts";
import { addressesOf } from "../../browser/open-worker.ts";
import { CourseError, refuse } from "../../core/errors.ts";
import type { PauseSwitch } from "../../core/pause-switch.ts";
import type { Analysis } from "../contract/analyses.ts";
import type {
  SavedTraining,
  Training,
  WorkerAnswer,
  WorkerQuestion,
  WorkerReply,
  WorkerRequest,
} from "../contract/protocol.ts";
import { ReceivedCurves } from "./received-curves.ts";
import { WorkerLost } from "./worker-lost.ts";
import { WorkerWatch } from "./worker-watch.ts";

type Failure = Extract<WorkerReply, { kind: "failure" }>;
/** A question without its number. */
export type Ask = WorkerQuestion extends infer Each ? (Each extends WorkerQuestion ? Omit<Each, "id"> : never) : never;

export interface AskOptions {
  /** What the reader called, for messages; the kind of the question where it says so already. */
  readonly where?: string;
  readonly onUpdate?: (training: Training) => void;
  /** Sees an analysis grow. */
  readonly onPart?: (analysis: Analysis) => void;
  /** Gets what the training can be gone on with, if this worker is lost. */
  readonly onCheckpoint?: (saved: SavedTraining) => void;
  /** Paused and switched on again as long as it goes on. */
  readonly pauses?: PauseSwitch;
  /** Aborted to end a training and keep what there is. */
  readonly stop?: AbortSignal;
  /** Aborted to end it and throw it away: the answer is null. */
  readonly cancel?: AbortSignal;
  /** How long the worker may be silent over it before it counts as lost. */
  readonly patienceMs?: number;
}

interface Pending extends Pick<AskOptions, "onUpdate" | "onPart" | "onCheckpoint"> {
  readonly resolve: (answer: WorkerAnswer) => void;
  readonly reject: (error: CourseError) => void;
  /** What the reader called, for messages. */
  readonly where: string;
  readonly patienceMs: number;
  /** Of a training. */
  readonly curves: ReceivedCurves;
  step: number;
  /** Whether its training has begun to send curves, of which the last steps are worth waiting for. */
  isUnderWay: boolean;
}

const usualPatienceMs = 20_000;
/** So long the worker may take to end what the reader stops: there is nothing to keep before the first step, … */
const endWithinMs = 1000;
/** … and later there are the last steps and the parameters. */
const handOverWithinMs = 4000;

/** The line to a worker: starts it when it is first needed, and replaces it when it is lost. */
export class WorkerLink {
  readonly #open: () => Worker;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | null = null;
  #watch = this.#newWatch();
  #lastId = 0;

  constructor(open: () => Worker) {
    this.#open = open;
  }

  /**
   * Sends a question and waits for its answer. Who stops or cancels it has an answer within seconds: a worker that does
   * not give one is ended, and whoever else waits for it is told that it was lost.
   * @throws WorkerLost if the worker is lost; CourseError if it refuses or fails
   */
  ask(question: Ask, options: AskOptions = {}): Promise<WorkerAnswer> {
    const { where = question.kind, patienceMs = usualPatienceMs, pauses, stop, cancel } = options;
    const id = ++this.#lastId;
    const settled = new AbortController();
    const answer = new Promise<WorkerAnswer>((resolve, reject) => {
      const { onUpdate, onPart, onCheckpoint } = options;
      const callbacks = { resolve, reject, onUpdate, onPart, onCheckpoint };
      const curves = new ReceivedCurves();
      this.#pending.set(id, { ...callbacks, where, patienceMs, curves, step: 0, isUnderWay: false });
    });
    this.#send({ ...question, id });
    for (const [kind, signal] of [["stop", stop] as const, ["cancel", cancel] as const]) {
      const end = (): void => this.#end(id, kind, settled.signal);
      if (signal?.aborted === true) end();
      signal?.addEventListener("abort", end, { once: true, signal: settled.signal });
    }
    const tell = (): void => this.#post({ kind: pauses?.paused === true ? "pause" : "resume", id });
    if (pauses?.paused === true) tell();
    pauses?.addEventListener("change", tell, { signal: settled.signal });
    return answer.finally(() => settled.abort());
  }

  /** Has a worker load before anything is asked of it. One that cannot be had is asked for again with the first question. */
  prepare(): void {
    try {
      this.#worker ??= this.#start();
    } catch {
      // Who asks is told
    }
  }

  /** Whatever keeps a question from being sent is the answer to it. */
  #send(question: WorkerQuestion): void {
    try {
      this.#post(question);
      this.#watch.begin();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (this.#worker === null) return this.#lose(reason);
      const pending = this.#take(question.id);
      pending?.reject(refuse(pending.where, `it could not be handed to the worker (${reason})`, "Pass plain data."));
    }
  }

  #end(id: number, kind: "stop" | "cancel", settled: AbortSignal): void {
    if (!this.#pending.has(id)) return;
    this.#post({ kind, id });
    const isWorth = kind === "stop" && this.#pending.get(id)?.isUnderWay === true;
    const limitMs = isWorth ? handOverWithinMs : endWithinMs;
    const timer = setTimeout(() => this.#lose(`it did not stop within ${inSeconds(limitMs)}`), limitMs);
    settled.addEventListener("abort", () => clearTimeout(timer), { once: true });
  }

  #post(message: WorkerRequest): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = this.#open();
    this.#watch = this.#newWatch();
    const lose = (reason: string): void => {
      if (worker === this.#worker) this.#lose(reason);
    };
    worker.addEventListener("message", ({ data }: MessageEvent<WorkerReply>) => {
      if (worker !== this.#worker) return;
      this.#watch.heard();
      if (data.kind !== "alive") this.#receive(data);
    });
    worker.addEventListener("messageerror", () => lose("what it sent could not be read"));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (event.message !== "" && event.message !== undefined) lose(event.message);
      else void this.#explain(worker);
    });
    return worker;
  }

  #newWatch(): WorkerWatch {
    return new WorkerWatch({
      ping: () => this.#post({ kind: "ping" }),
      patienceMs: () => Math.max(usualPatienceMs, ...[...this.#pending.values()].map((each) => each.patienceMs)),
      onSilence: (reason) => this.#lose(reason),
    });
  }

  #receive(reply: Exclude<WorkerReply, { kind: "alive" }>): void {
    const pending = this.#pending.get(reply.id);
    if (pending === undefined) return;
    switch (reply.kind) {
      case "update": {
        const training = pending.curves.trainingWith(reply.training);
        pending.step = Math.max(0, ...training.runs.map(({ loss }) => loss.length));
        pending.isUnderWay = true;
        return pending.onUpdate?.(training);
      }
      case "part":
        return pending.onPart?.(reply.analysis);
      case "checkpoint":
        return pending.onCheckpoint?.(pending.curves.savedWith(reply.saved));
      case "answer":
        return this.#take(reply.id)?.resolve(reply.answer);
      case "failure":
        this.#take(reply.id);
        if (!isLoadFailure(reply)) return pending.reject(describeFailure(pending, reply));
        return void explainMissing("The engine", namedFiles(reply.message, location.href)).then(pending.reject);
    }
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#watch.end();
    return pending;
  }

  /** A script that did not come fails without a word. */
  async #explain(worker: Worker): Promise<void> {
    // Who is not there need not be asked for signs of life.
    this.#watch.end();
    const missing = await explainMissing("The training worker", addressesOf(worker));
    if (this.#worker === worker) this.#lose("it could not be loaded", missing);
  }

  /** Everything that waits is told, and the next question starts a new worker. */
  #lose(reason: string, missing?: CourseError): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#watch.end();
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    const hadStarted = this.#watch.hasSpoken;
    for (const { where, step, reject } of waiting)
      reject(missing ?? new WorkerLost(where, { step, reason, hadStarted }));
  }
}

function describeFailure({ where, step }: Pending, { message, forReader }: Failure): CourseError {
  if (forReader) return new CourseError(message);
  return refuse(where, `the worker failed${step > 0 ? ` at step ${step}` : ""} (${message})`, "Run the cell again.");
}

function inSeconds(ms: number): string {
  return ms === 1000 ? "a second" : `${ms / 1000} seconds`;
}
