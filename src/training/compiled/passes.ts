import { refuse } from "../../core/errors.ts";
import { packTensor, type TensorLayout } from "../../kernels/webgl/layout.ts";
import type { Batch } from "../batch.ts";
import type { StatisticsMode } from "../forward.ts";
import type { Score, SessionOptions } from "../session.ts";
import type { DeviceLimits, Plan, Planned, VirtualBuffer } from "./commands.ts";
import type { ReplayOptions } from "./command-list.ts";
import { planEvaluation, planTraining } from "./plan.ts";
import { Runner, type Executable } from "./runner.ts";

/** A net's plans, made for each batch size when it is first met, and passes of batches over them. */
export class Passes {
  readonly runner: Runner;
  readonly #net: Pick<SessionOptions, "architecture" | "loss">;
  readonly #limits: DeviceLimits;
  readonly #executables = new Map<string, Promise<Executable>>();
  /** Texels of the last batch, by buffer, to be written over by the next. */
  readonly #packed = new Map<string, Float32Array>();

  constructor(gl: WebGL2RenderingContext, net: Pick<SessionOptions, "architecture" | "loss">, limits: DeviceLimits) {
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

  /** Uploads a batch, which may be smaller than the plan's, issues one pass over it and starts reading its score. */
  run(executable: Executable, batch: Batch, options: ReplayOptions & { readonly keep: boolean }): Promise<Score> {
    this.#upload(executable.plan, batch);
    this.runner.run(executable, options);
    return this.#readScore(executable.plan, batch.labels !== null);
  }

  async #readScore({ score }: Plan, classifies: boolean): Promise<Score> {
    const [texel] = await this.runner.read([score]);
    return { loss: texel?.[0] ?? NaN, accuracy: classifies ? (texel?.[1] ?? NaN) : null };
  }

  #options(batch: number): { batch: number; loss: SessionOptions["loss"]; limits: DeviceLimits } {
    return { batch, loss: this.#net.loss, limits: this.#limits };
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
