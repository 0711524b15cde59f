import { refuse } from "../../core/errors.ts";
import { adamStep } from "../../kernels/adam-step.ts";
import { momentumStep } from "../../kernels/momentum-step.ts";
import type { TensorInfo, Workspace } from "../../kernels/workspace.ts";
import type { OptimizerSpec, Schedule } from "../contract/optimizer.ts";
import type { Parameters, ParameterValues } from "../contract/parameters.ts";

/** The learning rate of update `step` (counted from 0) of `steps`. */
export function learningRateAt({ learningRate, warmUp, decay }: Schedule, step: number, steps: number): number {
  // 0.3 · 10 is a little more than 3 in floating point; what is due there is still due at step 3.
  const isDue = (part: number): boolean => step >= part * steps - 1e-9;
  if (warmUp !== null && !isDue(warmUp.until)) {
    if (warmUp.kind === "constant") return warmUp.from;
    return warmUp.from + (learningRate - warmUp.from) * (step / (warmUp.until * steps));
  }
  return decay.reduce((rate, { at, factor }) => (isDue(at) ? rate * factor : rate), learningRate);
}

/** Where an update stands in its run. */
export interface UpdatePlace {
  readonly rate: number;
  /** Updates done before it. */
  readonly done: number;
}

/**
 * SGD with momentum (He et al. 2015, sec. 3.4) or Adam, as torch.optim has them, with weight decay on every trained
 * parameter, biases, γ and β included.
 */
export class Optimizer {
  readonly #spec: OptimizerSpec;
  /** SGD's [velocity], Adam's [m, v]. */
  readonly #moments = new Map<string, readonly TensorInfo[]>();

  constructor(spec: OptimizerSpec) {
    this.#spec = spec;
  }

  /** Replaces `parameters[name]` for every gradient given; old values are freed. */
  apply(
    ws: Workspace,
    parameters: Map<string, TensorInfo>,
    gradients: ReadonlyMap<string, TensorInfo>,
    place: UpdatePlace,
  ): void {
    for (const [name, gradient] of gradients) {
      const value = parameters.get(name) as TensorInfo;
      const moments = this.#moments.get(name) ?? momentsOf(this.#spec).map(() => ws.keep(ws.zeros(value.shape)));
      const [stepped, ...moved] = step(ws, this.#spec, { value, moments, gradient, place });
      parameters.set(name, ws.keep(stepped));
      this.#moments.set(
        name,
        moved.map((moment) => ws.keep(moment)),
      );
      for (const old of [value, ...moments]) ws.free(old);
    }
  }

  /** A copy of what is remembered, moment by moment; parameters without an update have none yet. */
  moments(ws: Workspace): Promise<Parameters[]> {
    const read = momentsOf(this.#spec).map(async (_, place) => {
      const entries = [...this.#moments].map(async ([name, moments]) => {
        const moment = moments[place] as TensorInfo;
        return [name, { shape: moment.shape, values: await ws.read(moment) }] as const;
      });
      return Object.fromEntries(await Promise.all(entries));
    });
    return Promise.all(read);
  }

  /**
   * Remembers `moments` instead.
   * @throws CourseError if they are another optimizer's
   */
  restore(ws: Workspace, moments: readonly Parameters[]): void {
    const expected = momentsOf(this.#spec);
    if (moments.length !== expected.length && moments.length > 0) {
      const held = `${this.#spec.kind} remembers ${expected.join(" and ")} of each parameter, the state ${moments.length}`;
      throw refuse("restore", held, "Go on with the optimizer of the run that was saved.");
    }
    this.dispose(ws);
    for (const name of Object.keys(moments[0] ?? {})) {
      const tensors = moments.map((moment) => {
        const { shape, values } = moment[name] as ParameterValues;
        return ws.keep(ws.upload(Float32Array.from(values), shape));
      });
      this.#moments.set(name, tensors);
    }
  }

  dispose(ws: Workspace): void {
    for (const moment of [...this.#moments.values()].flat()) ws.free(moment);
    this.#moments.clear();
  }
}

function momentsOf({ kind }: OptimizerSpec): readonly string[] {
  return kind === "sgd" ? ["velocity"] : ["mean", "square"];
}

interface Update {
  readonly value: TensorInfo;
  readonly moments: readonly TensorInfo[];
  readonly gradient: TensorInfo;
  readonly place: UpdatePlace;
}

/** The new value and the new moments. */
function step(
  ws: Workspace,
  spec: OptimizerSpec,
  { value, moments, gradient, place: { rate, done } }: Update,
): [value: TensorInfo, ...moments: TensorInfo[]] {
  if (spec.kind === "sgd") {
    const settings = { rate, momentum: spec.momentum, decay: spec.weightDecay };
    const stepped = momentumStep(ws, { value, velocity: moments[0] as TensorInfo }, gradient, settings);
    return [stepped.value, stepped.velocity];
  }
  const [mean, square] = moments as [TensorInfo, TensorInfo];
  const settings = { rate, ...spec, decay: spec.weightDecay, count: done + 1 };
  const stepped = adamStep(ws, { value, mean, square }, gradient, settings);
  return [stepped.value, stepped.mean, stepped.square];
}
