import { sizeOf } from "../../core/shape.ts";
import { updateRunningStatistics } from "../../kernels/batch-norm.ts";
import type { TensorInfo, Workspace } from "../../kernels/workspace.ts";
import { listParameters } from "../../models/parameters.ts";
import { requireParameters } from "../../models/require-parameters.ts";
import { requireState } from "./require-state.ts";
import { runBackward, type BackwardWatch } from "./backward.ts";
import type {
  Batch,
  Observation,
  ObservationRequest,
  Score,
  Session,
  SessionOptions,
  SessionState,
  StatisticsMode,
} from "../contract/session.ts";
import type { Engine } from "../engines/engine.ts";
import { runForward, type ForwardPass } from "./forward.ts";
import type { Applied } from "./layer-call.ts";
import { score, type Scored } from "./losses.ts";
import { Observer } from "./observer.ts";
import { learningRateAt, Optimizer } from "./optimizer.ts";
import { GradientTaps } from "./gradient-taps.ts";
import type { Parameters, ParameterValues } from "../contract/parameters.ts";

/**
 * Opens a session that calls tfjs's kernels node by node.
 * @throws CourseError if the initial parameters are not those of the architecture
 */
export async function openSession(engine: Engine, options: SessionOptions): Promise<Session> {
  return new GraphSession(engine, options);
}

class GraphSession implements Session {
  readonly #engine: Engine;
  readonly #options: SessionOptions;
  readonly #ws: Workspace;
  readonly #parameters: Map<string, TensorInfo>;
  readonly #optimizer: Optimizer;
  #done = 0;

  constructor(engine: Engine, options: SessionOptions) {
    const slots = listParameters(options.architecture);
    requireParameters("train", options.architecture, options.initial);
    this.#engine = engine;
    // What it starts from is on the engine now: a large net's weights are not to be held twice
    this.#options = { ...options, initial: {} };
    this.#ws = engine.createWorkspace();
    this.#optimizer = new Optimizer(options.optimizer);
    this.#parameters = new Map(
      slots.map(({ name }) => [name, this.#ws.keep(upload(this.#ws, options.initial[name] as ParameterValues))]),
    );
  }

  step(batch: Batch): Promise<Score> {
    return this.#attempt(async () => {
      const { results, scored } = this.#forward(batch, "batch-statistics");
      this.#updateRunningStatistics(results);
      const gradients = runBackward(this.#ws, this.#options.architecture.nodes, results, scored.gradient);
      const done = this.#done++;
      const rate = learningRateAt(this.#options.optimizer, done, this.#options.steps);
      this.#optimizer.apply(this.#ws, this.#parameters, gradients, { rate, done });
      return this.#read(scored);
    });
  }

  evaluate(batch: Batch, mode: StatisticsMode): Promise<Score> {
    return this.#attempt(() => this.#read(this.#forward(batch, mode, { forgets: true }).scored));
  }

  probe(batch: Batch): Promise<number[]> {
    return this.#attempt(async () => {
      const taps = new GradientTaps(this.#ws);
      this.#backward(batch, { onGradient: taps.collect });
      try {
        return await taps.norms();
      } finally {
        taps.dispose();
      }
    });
  }

  gradients(batch: Batch): Promise<Parameters> {
    return this.#attempt(() => this.#readAll(this.#backward(batch)));
  }

  observe(batch: Batch, wanted: ObservationRequest): Promise<Observation> {
    return this.#attempt(async () => {
      const { nodes } = this.#options.architecture;
      const observer = new Observer(this.#ws, wanted);
      try {
        const inputGradient = nodes[0] !== undefined && observer.reaches(nodes[0]);
        const { results, scored } = this.#forward(batch, wanted.mode, { inputGradient });
        nodes.forEach((node, at) => observer.onValue(node, (results[at] as Applied).output));
        if (observer.needsGradients) runBackward(this.#ws, nodes, results, scored.gradient, observer);
        const { values, gradients, edges } = observer;
        return {
          values: await this.#readAll(values),
          gradients: await this.#readAll(gradients),
          edges: await this.#readAll(edges),
        };
      } finally {
        observer.dispose();
      }
    });
  }

  parameters(): Promise<Parameters> {
    return this.#attempt(() => this.#readAll(this.#parameters));
  }

  state(): Promise<SessionState> {
    return this.#attempt(async () => ({
      done: this.#done,
      parameters: await this.#readAll(this.#parameters),
      moments: await this.#optimizer.moments(this.#ws),
    }));
  }

  async restore(state: SessionState): Promise<void> {
    requireState("train", this.#options.architecture, state);
    const { done, parameters, moments } = state;
    const slots = listParameters(this.#options.architecture);
    for (const { name } of slots) {
      this.#ws.free(this.#parameters.get(name) as TensorInfo);
      this.#parameters.set(name, this.#ws.keep(upload(this.#ws, parameters[name] as ParameterValues)));
    }
    this.#optimizer.restore(this.#ws, moments);
    this.#done = done;
  }

  dispose(): void {
    this.#optimizer.dispose(this.#ws);
    for (const tensor of this.#parameters.values()) this.#ws.free(tensor);
    this.#parameters.clear();
    this.#ws.dispose();
  }

  /** Whatever happens, what the work left behind is freed. */
  async #attempt<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#engine.guard(work);
    } finally {
      this.#ws.clear();
    }
  }

  #forward(
    batch: Batch,
    mode: StatisticsMode,
    { inputGradient, forgets }: Pick<ForwardPass, "inputGradient" | "forgets"> = {},
  ): { results: Applied[]; scored: Scored } {
    const { nodes } = this.#options.architecture;
    const inputs = this.#ws.upload(batch.inputs, [batch.count, ...(nodes[0]?.shape ?? [])]);
    const results = runForward(this.#ws, nodes, this.#parameters, inputs, {
      mode,
      seed: this.#options.seed,
      step: this.#done,
      inputGradient,
      forgets,
    });
    const { output } = results.at(-1) as Applied;
    return { results, scored: score(this.#ws, this.#options.loss, output, batch) };
  }

  #backward(batch: Batch, watch: BackwardWatch = {}): Map<string, TensorInfo> {
    const { results, scored } = this.#forward(batch, "batch-statistics");
    return runBackward(this.#ws, this.#options.architecture.nodes, results, scored.gradient, watch);
  }

  #updateRunningStatistics(results: readonly Applied[]): void {
    this.#options.architecture.nodes.forEach((node, at) => {
      const { statistics, output } = results[at] as Applied;
      if (node.op !== "batchNorm" || statistics === undefined) return;
      const [meanName, varianceName] = [`${node.name}/mean`, `${node.name}/variance`];
      const running = {
        mean: this.#parameters.get(meanName) as TensorInfo,
        variance: this.#parameters.get(varianceName) as TensorInfo,
      };
      const count = sizeOf(output.shape.slice(0, -1));
      const updated = updateRunningStatistics(this.#ws, running, statistics, node.momentum, count);
      this.#parameters.set(meanName, this.#ws.keep(updated.mean));
      this.#parameters.set(varianceName, this.#ws.keep(updated.variance));
      this.#ws.free(running.mean);
      this.#ws.free(running.variance);
    });
  }

  async #read({ loss, accuracy }: Scored): Promise<Score> {
    const [lossValues, accuracyValues] = await Promise.all([
      this.#ws.read(loss),
      accuracy === undefined ? null : this.#ws.read(accuracy),
    ]);
    return { loss: lossValues[0] ?? NaN, accuracy: accuracyValues?.[0] ?? null };
  }

  async #readAll(tensors: ReadonlyMap<string, TensorInfo>): Promise<Parameters> {
    const entries = [...tensors].map(async ([name, tensor]) => {
      return [name, { shape: tensor.shape, values: await this.#ws.read(tensor) }] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }
}

function upload(ws: Workspace, { shape, values }: ParameterValues): TensorInfo {
  return ws.upload(Float32Array.from(values), shape);
}
