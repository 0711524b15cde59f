import {
  edgeName,
  type Batch,
  type Observation,
  type ObservationRequest,
  type Score,
  type Session,
  type SessionOptions,
  type SessionState,
  type StatisticsMode,
} from "../contract/session.ts";
import type { Parameters } from "../contract/parameters.ts";
import { averageScores, splitBatch } from "./batch-parts.ts";
import { Chances } from "./chances.ts";
import type { VirtualBuffer } from "./commands.ts";
import { inspectDevice } from "./device.ts";
import { readTensors } from "./observed-tensors.ts";
import { parameterBuffers, type ParameterBuffer } from "./parameter-buffers.ts";
import { collectParameters, countRemembered, parameterTexels } from "./parameter-texels.ts";
import { Passes } from "./passes.ts";
import { planTraining } from "./plan.ts";
import { readProbes } from "./probes.ts";
import type { PassOptions } from "./runner.ts";
import { Turns } from "./turns.ts";
import { requireState } from "../step/require-state.ts";
import { gradientOnly, updateSettings, type UpdateSettings } from "./update-settings.ts";

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

/** Updates that may be on their way at a time: the device always has work, and the page still gets its turn. */
const mostInFlight = 2;

/**
 * Opens a session whose step is one static list of draws.
 * @param gl the context to work on, e.g. that of tfjs
 * @throws CourseError if `initial` does not fit the architecture
 */
export async function openCompiledSession(gl: WebGL2RenderingContext, options: CompiledOptions): Promise<Opened> {
  const { architecture, batchSize: batch, loss, optimizer } = options;
  const device = inspectDevice(gl);
  if (!device.supported) return device;
  const planned = planTraining(architecture, { batch, loss, optimizer: optimizer.kind, limits: device.limits });
  if (!planned.supported) return planned;
  const passes = new Passes(gl, options, device.limits);
  try {
    const session = new CompiledSession(passes, options);
    await session.prepare();
    return { supported: true, session };
  } catch (error) {
    passes.runner.dispose();
    throw error;
  }
}

/** Calls may overlap: they take effect, and are answered, in the order in which they were made. Rejects with ContextLost. */
export class CompiledSession implements Session {
  readonly #options: CompiledOptions;
  readonly #passes: Passes;
  readonly #buffers: readonly ParameterBuffer[];
  readonly #chances: Chances;
  #settings: UpdateSettings | null = null;
  #done = 0;
  readonly #turns = new Turns();
  readonly #inFlight: Promise<unknown>[] = [];

  constructor(passes: Passes, options: CompiledOptions) {
    const { architecture, optimizer, initial, seed } = options;
    this.#options = options;
    this.#passes = passes;
    this.#buffers = [...parameterBuffers(architecture, optimizer.kind).values()];
    this.#chances = new Chances(architecture.nodes, seed);
    this.#upload(initial, []);
  }

  /** Compiles what a training step needs. */
  async prepare(): Promise<void> {
    await this.#passes.training(this.#options.batchSize);
  }

  step(batch: Batch): Promise<Score> {
    return this.#turns.take(async () => {
      await this.#options.beforeStep?.();
      while (this.#inFlight.length >= mostInFlight) await this.#inFlight.shift();
      const executable = await this.#passes.training(batch.count);
      const { optimizer, steps } = this.#options;
      this.#settings = updateSettings(optimizer, this.#done, steps, this.#settings);
      const chances = this.#chances.at(this.#done);
      this.#done++;
      const options = { settings: this.#settings, chances, keep: true, probe: false };
      const score = this.#passes.run(executable, batch, options);
      this.#inFlight.push(score.catch(() => undefined));
      return { result: score };
    });
  }

  evaluate(batch: Batch, mode: StatisticsMode): Promise<Score> {
    return this.#turns.take(async () => {
      // With running statistics examples do not see each other: any batch runs in parts of the training's size
      const size = mode === "running-statistics" ? this.#options.batchSize : batch.count;
      const executable = await this.#passes.evaluation(size, mode);
      const parts = splitBatch(batch, size);
      const scores = parts.map((part) => this.#passes.run(executable, part, this.#look()));
      return { result: Promise.all(scores).then((settled) => averageScores(parts, settled)) };
    });
  }

  probe(batch: Batch): Promise<number[]> {
    return this.#turns.take(async () => {
      const executable = await this.#passes.training(batch.count);
      const { probes, probeBuffer } = executable.plan;
      const passed = this.#passes.run(executable, batch, { ...this.#look(), probe: true });
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
    return this.#turns.take(async () => {
      const trained = this.#buffers.filter(({ role }) => role === "parameter");
      const executable = await this.#passes.training(batch.count);
      const passed = this.#passes.run(executable, batch, this.#look());
      const read = this.#passes.runner.read(trained, "next");
      return { result: Promise.all([read, passed]).then(([texels]) => collectParameters(trained, texels, 0)) };
    });
  }

  observe(batch: Batch, { mode, values, gradients, edges = [] }: ObservationRequest): Promise<Observation> {
    if (mode === "running-statistics" && gradients.length + edges.length > 0) {
      return Promise.reject(
        new Error("gradients with running statistics are not defined; observe with the batch's own"),
      );
    }
    return this.#turns.take(async () => {
      const executable = await this.#passes.observation(batch.count, mode, { values, gradients, edges });
      const passed = this.#passes.run(executable, batch, this.#look());
      const { observed } = executable.plan;
      const { nodes } = this.#options.architecture;
      const shapes = new Map(nodes.map(({ name, shape }) => [name, shape]));
      for (const edge of edges) shapes.set(edgeName(edge), shapes.get(edge.from) ?? []);
      const read = (buffers: ReadonlyMap<string, VirtualBuffer>): Promise<Parameters> =>
        readTensors(this.#passes.runner, executable, shapes, buffers);
      const result = Promise.all([read(observed.values), read(observed.gradients), read(observed.edges), passed]);
      return { result: result.then(([seen, flowing, parts]) => ({ values: seen, gradients: flowing, edges: parts })) };
    });
  }

  parameters(): Promise<Parameters> {
    return this.#read((texels) => collectParameters(this.#buffers, texels, "values"));
  }

  state(): Promise<SessionState> {
    return this.#read((texels, done) => {
      const remembered = Math.max(0, ...this.#buffers.map(countRemembered));
      const moments = Array.from({ length: remembered }, (_, at) => collectParameters(this.#buffers, texels, at));
      return { done, parameters: collectParameters(this.#buffers, texels, "values"), moments };
    });
  }

  restore({ done, parameters, moments }: SessionState): Promise<void> {
    return this.#turns.take(async () => {
      this.#upload(parameters, moments);
      this.#done = done;
      return { result: Promise.resolve() };
    });
  }

  dispose(): void {
    this.#passes.runner.dispose();
  }

  /** Texels of all parameter buffers, and the updates done when they were read. */
  #read<T>(collect: (texels: readonly Float32Array[], done: number) => T): Promise<T> {
    return this.#turns.take(async () => {
      const done = this.#done;
      return { result: this.#passes.runner.read(this.#buffers).then((texels) => collect(texels, done)) };
    });
  }

  /** A pass that changes nothing, and drops what the next update will drop. */
  #look(): PassOptions {
    return { settings: gradientOnly, chances: this.#chances.at(this.#done), keep: false, probe: false };
  }

  #upload(parameters: Parameters, moments: readonly Parameters[]): void {
    requireState("train", this.#options.architecture, { parameters, moments });
    const texels = parameterTexels(this.#buffers, parameters, moments);
    for (const buffer of this.#buffers) {
      this.#passes.runner.upload(buffer, texels.get(buffer.id) ?? new Float32Array());
    }
  }
}
