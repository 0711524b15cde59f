import type { Batch } from "../batch.ts";
import type { StatisticsMode } from "../forward.ts";
import { learningRateAt } from "../optimizer.ts";
import type { Parameters } from "../protocol.ts";
import type { Score, Session, SessionOptions } from "../session.ts";
import { averageScores, splitBatch } from "./batch-parts.ts";
import { inspectDevice } from "./device.ts";
import { parameterBuffers, type ParameterBuffer } from "./parameter-buffers.ts";
import { collectParameters, parameterTexels } from "./parameter-texels.ts";
import { Passes } from "./passes.ts";
import { planTraining } from "./plan.ts";
import { readProbes } from "./probes.ts";

export interface CompiledOptions extends SessionOptions {
  /** Examples in a training batch. Other sizes work too; each needs a plan of its own. */
  readonly batchSize: number;
  /** Awaited before each update, e.g. to let the page draw. */
  readonly beforeStep?: () => Promise<void>;
}

/** A session, or why the compiled engine cannot run this net: take the other engine then. */
export type Opened =
  | { readonly supported: true; readonly session: CompiledSession }
  | { readonly supported: false; readonly reason: string };

/** Everything that training goes on from, in the device's own form: survives a lost context. */
export interface Checkpoint {
  /** Updates done. */
  readonly done: number;
  /** Texels of every parameter buffer, momentum and running statistics included, by id. */
  readonly texels: ReadonlyMap<string, Float32Array>;
}

/** Updates that may be on their way at a time: the device always has work, and the page still gets its turn. */
const mostInFlight = 2;

/** SGD settings that leave the gradient itself in the momentum. */
const gradientOnly = [0, 0, 0] as const;
const observe = { optimizer: gradientOnly, keep: false, probe: false } as const;

/**
 * Opens a session whose step is one static list of draws.
 * @param gl the context to work on, e.g. that of tfjs
 * @throws CourseError if `initial` does not fit the architecture
 */
export async function openCompiledSession(gl: WebGL2RenderingContext, options: CompiledOptions): Promise<Opened> {
  const { architecture, batchSize: batch, loss } = options;
  if (options.optimizer.kind !== "sgd") return { supported: false, reason: "Adam has no compiled kernel" };
  const device = inspectDevice(gl);
  if (!device.supported) return device;
  const planned = planTraining(architecture, { batch, loss, limits: device.limits });
  if (!planned.supported) return planned;
  const session = new CompiledSession(new Passes(gl, { architecture, loss }, device.limits), options);
  try {
    await session.prepare();
  } catch (error) {
    session.dispose();
    throw error;
  }
  return { supported: true, session };
}

/** Calls may overlap: they take effect in the order in which they were made. Rejects with ContextLost. */
export class CompiledSession implements Session {
  readonly #options: CompiledOptions;
  readonly #passes: Passes;
  readonly #buffers: readonly ParameterBuffer[];
  #optimizer: readonly [number, number, number] | null = null;
  #done = 0;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #inFlight: Promise<unknown>[] = [];

  constructor(passes: Passes, options: CompiledOptions) {
    this.#options = options;
    this.#passes = passes;
    this.#buffers = [...parameterBuffers(options.architecture).values()];
    this.#upload(parameterTexels(options.architecture, options.initial));
  }

  /** Compiles what a training step needs. */
  async prepare(): Promise<void> {
    await this.#passes.training(this.#options.batchSize);
  }

  step(batch: Batch): Promise<Score> {
    return this.#inTurn(async () => {
      await this.#options.beforeStep?.();
      while (this.#inFlight.length >= mostInFlight) await this.#inFlight.shift();
      const executable = await this.#passes.training(batch.count);
      const score = this.#passes.run(executable, batch, { optimizer: this.#nextOptimizer(), keep: true, probe: false });
      this.#inFlight.push(score.catch(() => undefined));
      return { result: score };
    });
  }

  evaluate(batch: Batch, mode: StatisticsMode): Promise<Score> {
    return this.#inTurn(async () => {
      // With running statistics examples do not see each other: any batch runs in parts of the training's size
      const size = mode === "running-statistics" ? this.#options.batchSize : batch.count;
      const executable = await this.#passes.evaluation(size, mode);
      const parts = splitBatch(batch, size);
      const scores = parts.map((part) => this.#passes.run(executable, part, observe));
      return { result: Promise.all(scores).then((settled) => averageScores(parts, settled)) };
    });
  }

  probe(batch: Batch): Promise<number[]> {
    return this.#inTurn(async () => {
      const executable = await this.#passes.training(batch.count);
      const { probes, probeBuffer } = executable.plan;
      const passed = this.#passes.run(executable, batch, { ...observe, probe: true });
      if (probeBuffer === null) return { result: passed.then(() => []) };
      const read = this.#passes.runner.read([probeBuffer]);
      return {
        result: Promise.all([read, passed]).then(([[texels]]) =>
          readProbes(probeBuffer, texels ?? new Float32Array(), probes.length),
        ),
      };
    });
  }

  gradients(batch: Batch): Promise<Parameters> {
    return this.#inTurn(async () => {
      const trained = this.#buffers.filter(({ role }) => role === "parameter");
      const executable = await this.#passes.training(batch.count);
      const passed = this.#passes.run(executable, batch, observe);
      const read = this.#passes.runner.read(trained, "next");
      return { result: Promise.all([read, passed]).then(([texels]) => collectParameters(trained, texels, "momentum")) };
    });
  }

  async parameters(): Promise<Parameters> {
    const { texels } = await this.checkpoint();
    return collectParameters(this.#buffers, [...texels.values()], "values");
  }

  /** Copies everything that training goes on from to this side. */
  checkpoint(): Promise<Checkpoint> {
    return this.#inTurn(async () => {
      const done = this.#done;
      const read = this.#passes.runner.read(this.#buffers);
      const name = (values: readonly Float32Array[]): Checkpoint["texels"] =>
        new Map(this.#buffers.map(({ id }, at) => [id, values[at] ?? new Float32Array()]));
      return { result: read.then((values) => ({ done, texels: name(values) })) };
    });
  }

  /** Goes on from a checkpoint of a session of the same architecture. */
  restore({ done, texels }: Checkpoint): Promise<void> {
    return this.#inTurn(async () => {
      this.#upload(texels);
      this.#done = done;
      return { result: Promise.resolve() };
    });
  }

  dispose(): void {
    this.#passes.runner.dispose();
  }

  /** Work is issued in the order of the calls; what it reads back is awaited outside of the queue. */
  async #inTurn<T>(issue: () => Promise<{ readonly result: Promise<T> }>): Promise<T> {
    const issued = this.#turn.then(issue);
    this.#turn = issued.catch(() => undefined);
    const { result } = await issued;
    return result;
  }

  /** The same array while the rate stays, so that programs need not be told again. */
  #nextOptimizer(): readonly [number, number, number] {
    const { optimizer, steps } = this.#options;
    const rate = learningRateAt(optimizer, this.#done++, steps);
    if (optimizer.kind === "sgd" && this.#optimizer?.[0] !== rate)
      this.#optimizer = [rate, optimizer.momentum, optimizer.weightDecay];
    return this.#optimizer;
  }

  #upload(texels: ReadonlyMap<string, Float32Array>): void {
    for (const buffer of this.#buffers) {
      const values = texels.get(buffer.id);
      if (values !== undefined) this.#passes.runner.upload(buffer, values);
    }
  }
}
