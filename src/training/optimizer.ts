import { momentumStep, type Moving } from "../kernels/momentum-step.ts";
import type { TensorInfo, Workspace } from "../kernels/workspace.ts";
import type { Parameters, Schedule, SgdSpec } from "./protocol.ts";

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

/**
 * SGD with momentum and weight decay on every trained parameter, biases, γ and β included: torch.optim.SGD with
 * momentum and weight_decay. He et al. 2015, sec. 3.4.
 */
export class Optimizer {
  readonly #spec: SgdSpec;
  readonly #velocities = new Map<string, TensorInfo>();

  constructor(spec: SgdSpec) {
    this.#spec = spec;
  }

  /** Replaces `parameters[name]` for every gradient given; old values are freed. */
  apply(
    ws: Workspace,
    parameters: Map<string, TensorInfo>,
    gradients: ReadonlyMap<string, TensorInfo>,
    rate: number,
  ): void {
    const { momentum, weightDecay: decay } = this.#spec;
    for (const [name, gradient] of gradients) {
      const value = parameters.get(name) as TensorInfo;
      const velocity = this.#velocities.get(name) ?? ws.keep(zeros(ws, value.shape));
      const stepped: Moving = momentumStep(ws, { value, velocity }, gradient, { rate, momentum, decay });
      parameters.set(name, ws.keep(stepped.value));
      this.#velocities.set(name, ws.keep(stepped.velocity));
      ws.free(value);
      ws.free(velocity);
    }
  }

  /** A copy of what is remembered; parameters without an update have none yet. */
  async moments(ws: Workspace): Promise<Parameters[]> {
    const read = [...this.#velocities].map(async ([name, velocity]) => {
      return [name, { shape: velocity.shape, values: await ws.read(velocity) }] as const;
    });
    return [Object.fromEntries(await Promise.all(read))];
  }

  /** Remembers `moments` instead. */
  restore(ws: Workspace, [velocities = {}]: readonly Parameters[]): void {
    this.dispose(ws);
    for (const [name, { shape, values }] of Object.entries(velocities)) {
      this.#velocities.set(name, ws.keep(ws.upload(Float32Array.from(values), shape)));
    }
  }

  dispose(ws: Workspace): void {
    for (const velocity of this.#velocities.values()) ws.free(velocity);
    this.#velocities.clear();
  }
}

function zeros(ws: Workspace, shape: readonly number[]): TensorInfo {
  return ws.upload(new Float32Array(shape.reduce((product, size) => product * size, 1)), shape);
}
