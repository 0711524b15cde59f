import type { DataSet } from "../../data/spec.ts";
import { initialOf, type InitialEntry } from "../../models/parameters.ts";
import { countParameters } from "../../models/summary.ts";
import { Curves, type CurvesMark } from "./curves.ts";
import type { Engine } from "../engines/engine.ts";
import { evaluateOnTheWay, type Pause } from "../step/evaluation.ts";
import { fingerprint } from "../contract/fingerprint.ts";
import { takeProbe } from "../probes/take-probe.ts";
import type { ArmRequest, Run, SavedState, TrainingRequest } from "../contract/protocol.ts";
import type { Parameters } from "../contract/parameters.ts";
import type { Score, SessionState } from "../contract/session.ts";
import { stateBytes } from "../contract/state-bytes.ts";
import { TrainingBatches } from "./training-batches.ts";
import { openTrainingSession, type TrainingSession } from "./training-session.ts";

/** Weights that are drawn without a pause, in bytes: some milliseconds. */
const drawnBetweenPauses = 2 ** 20;

/** What a run can be taken back to. */
interface Checkpoint {
  readonly curves: CurvesMark;
  readonly status: Run["status"];
  /** Null: the beginning, with the parameters that the arm starts from. */
  readonly state: SessionState | null;
}

/** One arm with one seed while it trains: its session, its place in the data, and its curves. */
export class ArmRun {
  readonly #arm: ArmRequest;
  readonly #request: TrainingRequest;
  readonly #data: DataSet;
  readonly #seed: number;
  readonly #parameterCount: number;
  readonly #curves: Curves;
  #checkpoint: Checkpoint;
  #opened: TrainingSession | null = null;
  #batches: TrainingBatches;
  /** Updates asked for; their losses may still be on the way. */
  #asked = 0;
  #status: Run["status"] = "running";
  #parameters: Parameters | undefined;

  constructor(
    request: TrainingRequest,
    arm: ArmRequest,
    { seed, data }: { readonly seed: number; readonly data: DataSet },
  ) {
    const isSame = (other: { readonly arm: string; readonly seed: number }): boolean =>
      other.arm === arm.name && other.seed === seed;
    const earlier = request.resume?.training.runs.find(isSame);
    this.#request = request;
    this.#arm = arm;
    this.#seed = seed;
    this.#data = data;
    this.#parameterCount = countParameters(arm.architecture);
    this.#curves = new Curves(earlier);
    this.#batches = this.#startBatches();
    this.#checkpoint = {
      curves: this.#curves.mark(),
      status: earlier?.status === "diverged" ? "diverged" : "running",
      state: request.resume?.states.find(isSame)?.state ?? null,
    };
  }

  /**
   * Opens a session and goes on from the last checkpoint, which at first is the start.
   * @param pause awaited between the layers whose weights are drawn; throws to end it
   * @throws CourseError if the parameters that the arm starts from are not those of its net; ContextLost
   */
  async open(engine: Engine, pause: Pause = async () => undefined): Promise<void> {
    this.dispose();
    const { curves, status, state } = this.#checkpoint;
    this.#opened = await openTrainingSession(engine, {
      architecture: this.#arm.architecture,
      initial: this.#arm.initial ?? (await this.#drawInitial(pause)),
      loss: this.#request.loss,
      optimizer: this.#arm.optimizer ?? this.#request.optimizer,
      seed: this.#seed,
      steps: this.#request.steps,
      batchSize: this.#request.batchSize,
    });
    if (state !== null) await this.#opened.session.restore(state);
    this.#curves.cutTo(curves);
    this.#status = status;
    this.#asked = curves.updates;
    this.#batches = this.#startBatches();
    this.#batches.skip(this.#asked);
  }

  get name(): string {
    return this.#arm.name;
  }

  /** Updates done, as far as their losses are known. */
  get doneSteps(): number {
    return this.#curves.updates;
  }

  get isRunning(): boolean {
    return this.#status === "running";
  }

  /** What a checkpoint takes: parameters, and what the optimizer remembers of them. */
  get stateBytes(): number {
    const { weights, moments } = stateBytes(this.#arm.architecture, this.#arm.optimizer ?? this.#request.optimizer);
    return weights + moments;
  }

  /** Whether an update may be asked for before the one before has answered. */
  get overlaps(): boolean {
    return this.#opened?.overlaps ?? false;
  }

  /** Why plain tfjs trains this run on an engine that has a compiled step; null if that is not so. */
  get fallback(): string | null {
    return this.#opened?.fallback ?? null;
  }

  /** Whether something is to be probed before the next update. */
  get isProbeDue(): boolean {
    return this.#request.probeAt.includes(this.#asked) && !this.#curves.hasProbe(this.#asked);
  }

  /** Whether something is to be measured, or the run ends, after the last update. */
  get isMeasurementDue(): boolean {
    const { evaluateEvery, steps } = this.#request;
    if (this.#asked >= steps) return true;
    const isEvaluated = this.#asked === 0 || this.#curves.hasEvaluation(this.#asked);
    return evaluateEvery > 0 && this.#asked % evaluateEvery === 0 && !isEvaluated;
  }

  /** Asks for one update; resolves when its loss stands in the curve. */
  async update(): Promise<void> {
    this.#asked++;
    this.#record(await this.#session.step(this.#batches.next()));
  }

  /** Measures what was asked for, on the batch of the next update. All updates must have answered. */
  async probe(): Promise<void> {
    const { probes: kinds = ["gradient-norms"] } = this.#request;
    const settings = { kinds, step: this.doneSteps };
    this.#curves.addProbe(await takeProbe(this.#session, this.#arm.architecture, this.#batches.peek(), settings));
  }

  /** What is due after an update: evaluation, and the end of the run. All updates must have answered. */
  async measure(pause: Pause): Promise<void> {
    const settings = { step: this.doneSteps, batchSize: this.#request.batchSize };
    this.#curves.addEvaluations(
      await evaluateOnTheWay(this.#session, this.#arm.architecture, this.#data, settings, pause),
    );
    if (this.doneSteps < this.#request.steps) return;
    if (this.isProbeDue) await this.probe();
    await this.#keep();
    this.#status = "done";
  }

  /** Remembers this moment as the one to go on from if the engine is lost. All updates must have answered. */
  async takeCheckpoint(): Promise<void> {
    const state = this.#status === "diverged" ? null : await this.#session.state();
    this.#checkpoint = { curves: this.#curves.mark(), status: this.#status, state };
  }

  /** Updates done at the last checkpoint. */
  get checkpointStep(): number {
    return this.#checkpoint.curves.updates;
  }

  /** What the last checkpoint holds, to be kept by the reader; null for a run that cannot go on. */
  get saved(): SavedState | null {
    const { state, status } = this.#checkpoint;
    if (state === null || status === "diverged") return null;
    return { arm: this.name, seed: this.#seed, architecture: fingerprint(this.#arm.architecture), state };
  }

  /** Ends the run where it is. */
  async stop(): Promise<void> {
    if (!this.isRunning) return;
    await this.#keep();
    this.#status = "stopped";
  }

  /** Ends the run with the curves that there are: its session is not open. */
  abandon(): void {
    if (this.isRunning) this.#status = "stopped";
  }

  snapshot(): Run {
    return { ...this.facts(), ...(this.#parameters === undefined ? {} : { parameters: this.#parameters }) };
  }

  /** The snapshot without parameters. */
  facts(): Run {
    const { family, depth } = this.#arm.architecture;
    return {
      arm: this.name,
      family,
      depth,
      parameterCount: this.#parameterCount,
      seed: this.#seed,
      status: this.#status,
      ...this.#curves.snapshot(),
    };
  }

  dispose(): void {
    this.#opened?.session.dispose();
    this.#opened = null;
  }

  get #session(): TrainingSession["session"] {
    if (this.#opened === null) throw new Error(`the run of ${this.name} is not open`);
    return this.#opened.session;
  }

  /** As `initialParameters` draws them, with pauses. */
  async #drawInitial(pause: Pause): Promise<Parameters> {
    const { nodes } = this.#arm.architecture;
    const drawn: Record<string, InitialEntry> = {};
    let sinceBytes = 0;
    for (const node of nodes) {
      const entries = initialOf(node, nodes, this.#seed);
      Object.assign(drawn, entries);
      for (const { values } of Object.values(entries)) sinceBytes += values.byteLength;
      if (sinceBytes < drawnBetweenPauses) continue;
      await pause();
      sinceBytes = 0;
    }
    return drawn;
  }

  #startBatches(): TrainingBatches {
    const { batchSize, augment } = this.#request;
    return new TrainingBatches(this.#data, { batchSize, seed: this.#seed, augment });
  }

  #record(score: Score): void {
    // Updates that were on the way when an earlier one diverged
    if (!this.isRunning) return;
    if (Number.isFinite(score.loss)) this.#curves.add(score);
    else this.#status = "diverged";
  }

  async #keep(): Promise<void> {
    if (this.#request.keepParameters) this.#parameters = await this.#session.parameters();
  }
}
