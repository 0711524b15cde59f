import { CourseError, refuse } from "../../core/errors.ts";
import type { PauseSwitch } from "../../core/pause-switch.ts";
import type { Analysis } from "../contract/analyses.ts";
import type { Training, WorkerAnswer, WorkerQuestion, WorkerReply, WorkerRequest } from "../contract/protocol.ts";

type Failure = Extract<WorkerReply, { kind: "failure" }>;
/** A question without its number. */
export type Ask = WorkerQuestion extends infer Each ? (Each extends WorkerQuestion ? Omit<Each, "id"> : never) : never;

export interface AskOptions {
  /** What the reader called, for messages; the kind of the question where it says so already. */
  readonly where?: string;
  readonly onUpdate?: (training: Training) => void;
  /** Sees an analysis grow. */
  readonly onPart?: (analysis: Analysis) => void;
  /** Paused and switched on again as long as it goes on. */
  readonly pauses?: PauseSwitch;
  /** Aborted to end a training and keep what there is. */
  readonly stop?: AbortSignal;
  /** Aborted to end it and throw it away: the answer is null. */
  readonly cancel?: AbortSignal;
}

interface Pending {
  readonly resolve: (answer: WorkerAnswer) => void;
  readonly reject: (error: CourseError) => void;
  readonly onUpdate?: (training: Training) => void;
  readonly onPart?: (analysis: Analysis) => void;
  /** What the reader called, for messages. */
  readonly where: string;
  step: number;
}

/** The line to a worker: starts it when it is first needed, and replaces it when it is lost. */
export class WorkerLink {
  readonly #open: () => Worker;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | null = null;
  #lastId = 0;

  constructor(open: () => Worker) {
    this.#open = open;
  }

  /**
   * Sends a question and waits for its answer.
   * @throws CourseError if the worker refuses, fails or is lost
   */
  ask(
    question: Ask,
    { where = question.kind, onUpdate, onPart, pauses, stop, cancel }: AskOptions = {},
  ): Promise<WorkerAnswer> {
    const id = ++this.#lastId;
    const settled = new AbortController();
    const answer = new Promise<WorkerAnswer>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, onUpdate, onPart, where, step: 0 });
    });
    this.#post({ ...question, id });
    for (const [kind, signal] of [["stop", stop] as const, ["cancel", cancel] as const]) {
      if (signal?.aborted === true) this.#post({ kind, id });
      signal?.addEventListener("abort", () => this.#post({ kind, id }), { once: true, signal: settled.signal });
    }
    const changed = (): void => this.#post({ kind: pauses?.paused === true ? "pause" : "resume", id });
    pauses?.addEventListener("change", changed, { signal: settled.signal });
    return answer.finally(() => settled.abort());
  }

  #post(message: WorkerRequest): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = this.#open();
    worker.addEventListener("message", ({ data }: MessageEvent<WorkerReply>) => this.#receive(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#lose(event.message === "" ? "it could not be loaded" : event.message);
    });
    return worker;
  }

  #receive(reply: WorkerReply): void {
    const pending = this.#pending.get(reply.id);
    if (pending === undefined) return;
    if (reply.kind === "update") {
      pending.step = Math.max(0, ...reply.training.runs.map(({ loss }) => loss.length));
      pending.onUpdate?.(reply.training);
      return;
    }
    if (reply.kind === "part") return pending.onPart?.(reply.analysis);
    this.#pending.delete(reply.id);
    if (reply.kind === "answer") pending.resolve(reply.answer);
    else pending.reject(describeFailure(pending, reply));
  }

  /** Everything that waits fails, and the next question starts a new worker. */
  #lose(reason: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { where, step, reject } of waiting) {
      const problem = `the training worker was lost${step > 0 ? ` at step ${step}` : ""} (${reason})`;
      reject(refuse(where, problem, "Run the cell again: a new worker starts."));
    }
  }
}

function describeFailure({ where, step }: Pending, { message, forReader }: Failure): CourseError {
  if (forReader) return new CourseError(message);
  return refuse(where, `the worker failed${step > 0 ? ` at step ${step}` : ""} (${message})`, "Run the cell again.");
}
