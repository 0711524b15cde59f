import { refuse } from "../../core/errors.ts";
import { packTensor, type TensorLayout } from "../../kernels/webgl/layout.ts";
import type { Batch, Score, SessionOptions, StatisticsMode } from "../contract/session.ts";
import type { DeviceLimits, Plan, Planned, VirtualBuffer } from "./commands.ts";
import type { ObservedNodes } from "./observed-nodes.ts";
import { planEvaluation, planTraining, type PlanOptions } from "./plan.ts";
import { Runner, type Executable, type PassOptions } from "./runner.ts";

/** What decides the plans of a session. */
export type PlannedNet = Pick<SessionOptions, "architecture" | "loss" | "optimizer">;

/** Plans for observing certain nodes that are kept ready: each may hold many textures of its own. */
const mostObservations = 4;

/** A net's plans, made for each batch size when it is first met, and passes of batches over them. */
export class Passes {
  readonly runner: Runner;
  readonly #net: PlannedNet;
  readonly #limits: DeviceLimits;
  readonly #executables = new Map<string, Promise<Executable>>();
  /** Keys of plans that observe, the last one used at the end. */
  readonly #observations: string[] = [];
  /** Texels of the last batch, by buffer, to be written over by the next. */
  readonly #packed = new Map<string, Float32Array>();

  constructor(gl: WebGL2RenderingContext, net: PlannedNet, limits: DeviceLimits) {
    this.runner = new Runner(gl);
    this.#net = net;
    this.#limits = limits;
  }

  training(batch: number): Promise<Executable> {
    return this.#load(`training@${batch}`, () => planTraining(this.#net.architecture, this.#options(batch)));
  }

  evaluation(batch: number, mode: StatisticsMode): Promise<Executable> {
    return this.#load(`${mode}@${batch}`, () =>
      planEvaluation(this.#net.architecture, { ...this.#options(batch), mode }),
    );
  }

  /** A pass after which values and gradients can be read; gradients need a whole training step. */
  async observation(batch: number, mode: StatisticsMode, observed: ObservedNodes): Promise<Executable> {
    const key = JSON.stringify([batch, mode, observed.values, observed.gradients, observed.edges]);
    const options = { ...this.#options(batch), observed };
    const { architecture } = this.#net;
    const loading = this.#load(key, () =>
      observed.gradients.length + (observed.edges?.length ?? 0) > 0
        ? planTraining(architecture, options)
        : planEvaluation(architecture, { ...options, mode }),
    );
    const known = this.#observations.indexOf(key);
    if (known >= 0) this.#observations.splice(known, 1);
    this.#observations.push(key);
    if (this.#observations.length > mostObservations) await this.#forget(this.#observations.shift() ?? "");
    return loading;
  }

  /** Uploads a batch, which may be smaller than the plan's, issues one pass over it and starts reading its score. */
  run(executable: Executable, batch: Batch, options: PassOptions): Promise<Score> {
    this.#upload(executable.plan, batch);
    this.runner.run(executable, options);
    return this.#readScore(executable.plan, batch.labels !== null);
  }

  async #readScore({ score }: Plan, classifies: boolean): Promise<Score> {
    const [texel] = await this.runner.read([score]);
    return { loss: texel?.[0] ?? NaN, accuracy: classifies ? (texel?.[1] ?? NaN) : null };
  }

  #options(batch: number): PlanOptions {
    return { batch, loss: this.#net.loss, optimizer: this.#net.optimizer.kind, limits: this.#limits };
  }

  #load(key: string, plan: () => Planned): Promise<Executable> {
    const known = this.#executables.get(key);
    if (known !== undefined) return known;
    const planned = plan();
    if (!planned.supported) throw refuse(this.#net.architecture.name, planned.reason, "Use a smaller batch.");
    const loading = this.runner.load(planned.plan);
    this.#executables.set(key, loading);
    return loading;
  }

  async #forget(key: string): Promise<void> {
    const executable = this.#executables.get(key);
    this.#executables.delete(key);
    if (executable !== undefined) this.runner.unload(await executable);
  }

  #upload(plan: Plan, { inputs, labels, targets, count }: Batch): void {
    this.#uploadTensor(plan.input, inputs);
    if (plan.targets !== null) this.#uploadTensor(plan.targets, targets ?? []);
    const examples = new Float32Array(plan.batch * 4);
    for (let example = 0; example < count; example++) examples.set([labels?.[example] ?? 0, 1 / count], example * 4);
    this.runner.upload(plan.examples, examples);
  }

  #uploadTensor(buffer: VirtualBuffer, values: ArrayLike<number>): void {
    const packed = packTensor(values, buffer.layout as TensorLayout, this.#packed.get(buffer.id));
    this.#packed.set(buffer.id, packed);
    this.runner.upload(buffer, packed);
  }
}
