import { shuffledBatches } from "../data/batches.ts";
import type { DataSet } from "../data/spec.ts";
import { initialParameters } from "../models/parameters.ts";
import { countParameters } from "../models/summary.ts";
import { gatherBatch, type Batch } from "./batch.ts";
import type { Engine } from "./engine.ts";
import { evaluateOnTheWay, type Pause } from "./evaluation.ts";
import type { ArmRequest, Evaluation, GradientProbe, Parameters, Run, TrainingRequest } from "./protocol.ts";
import { openSession, type Session } from "./session.ts";

/** One arm with one seed while it trains: its session, its place in the data, and its curves. */
export class ArmRun {
  readonly #arm: ArmRequest;
  readonly #request: TrainingRequest;
  readonly #data: DataSet;
  readonly #seed: number;
  readonly #parameterCount: number;
  readonly #session: Session;
  readonly #batches: Generator<Int32Array, never, void>;
  readonly #loss: number[] = [];
  readonly #accuracy: number[] = [];
  readonly #evaluations: Evaluation[] = [];
  readonly #probes: GradientProbe[] = [];
  #status: Run["status"] = "running";
  #parameters: Parameters | undefined;

  /** @throws CourseError if the arm's initial parameters are not those of its net */
  static async open(
    engine: Engine,
    request: TrainingRequest,
    arm: ArmRequest,
    { seed, data }: { readonly seed: number; readonly data: DataSet },
  ): Promise<ArmRun> {
    const session = await openSession(engine, {
      architecture: arm.architecture,
      initial: arm.initial ?? initialParameters(arm.architecture, seed),
      loss: request.loss,
      optimizer: arm.optimizer ?? request.optimizer,
      seed,
      steps: request.steps,
    });
    return new ArmRun(session, request, arm, { seed, data });
  }

  private constructor(
    session: Session,
    request: TrainingRequest,
    arm: ArmRequest,
    { seed, data }: { readonly seed: number; readonly data: DataSet },
  ) {
    this.#session = session;
    this.#request = request;
    this.#arm = arm;
    this.#seed = seed;
    this.#data = data;
    this.#parameterCount = countParameters(arm.architecture);
    // Named by the seed alone, so that every arm sees the same batches.
    this.#batches = shuffledBatches({ count: data.training.count, batchSize: request.batchSize, seed });
  }

  get doneSteps(): number {
    return this.#loss.length;
  }

  get isRunning(): boolean {
    return this.#status === "running";
  }

  /** One update, with the probes and evaluations that are due before and after it; long ones are done with pauses. */
  async advance(pause: Pause): Promise<void> {
    const { steps, probeAt, evaluateEvery } = this.#request;
    const batch = this.#nextBatch();
    if (probeAt.includes(this.doneSteps)) await this.#probe(batch);
    const { loss, accuracy } = await this.#session.step(batch);
    if (!Number.isFinite(loss)) {
      this.#status = "diverged";
      return;
    }
    this.#loss.push(loss);
    if (accuracy !== null) this.#accuracy.push(accuracy);
    const done = this.doneSteps;
    if (done === steps || (evaluateEvery > 0 && done % evaluateEvery === 0)) await this.#evaluate(pause);
    if (done < steps) return;
    if (probeAt.includes(done)) await this.#probe(this.#nextBatch());
    await this.#keepParameters();
    this.#status = "done";
  }

  /** Ends the run where it is. */
  async stop(): Promise<void> {
    if (!this.isRunning) return;
    await this.#keepParameters();
    this.#status = "stopped";
  }

  snapshot(): Run {
    const { name, architecture } = this.#arm;
    return {
      arm: name,
      family: architecture.family,
      depth: architecture.depth,
      parameterCount: this.#parameterCount,
      seed: this.#seed,
      status: this.#status,
      loss: [...this.#loss],
      accuracy: [...this.#accuracy],
      evaluations: [...this.#evaluations],
      probes: [...this.#probes],
      ...(this.#parameters === undefined ? {} : { parameters: this.#parameters }),
    };
  }

  dispose(): void {
    this.#session.dispose();
  }

  #nextBatch(): Batch {
    return gatherBatch(this.#data.training, this.#data.shape, this.#batches.next().value);
  }

  async #probe(batch: Batch): Promise<void> {
    this.#probes.push({ step: this.doneSteps, gradientNorms: await this.#session.probe(batch) });
  }

  async #evaluate(pause: Pause): Promise<void> {
    const settings = { step: this.doneSteps, batchSize: this.#request.batchSize };
    this.#evaluations.push(
      ...(await evaluateOnTheWay(this.#session, this.#arm.architecture, this.#data, settings, pause)),
    );
  }

  async #keepParameters(): Promise<void> {
    if (this.#request.keepParameters) this.#parameters = await this.#session.parameters();
  }
}
