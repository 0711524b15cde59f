import { momentumStep, type Moving } from "../kernels/momentum-step.ts";
import type { TensorInfo, Workspace } from "../kernels/workspace.ts";
import type { OptimizerSpec } from "./protocol.ts";

/** The learning rate of update `step` (counted from 0) of `steps`. */
export function learningRateAt({ learningRate, decay }: OptimizerSpec, step: number, steps: number): number {
  let rate = learningRate;
  for (const { at, factor } of decay) {
    // 0.3 · 10 is a little more than 3 in floating point; that decay is still due at step 3.
    if (step >= at * steps - 1e-9) rate *= factor;
  }
  return rate;
}

/**
 * SGD with momentum and weight decay on every trained parameter, biases, γ and β included: torch.optim.SGD with
 * momentum and weight_decay. He et al. 2015, sec. 3.4.
 */
export class Optimizer {
  readonly #spec: OptimizerSpec;
  readonly #velocities = new Map<string, TensorInfo>();

  constructor(spec: OptimizerSpec) {
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

  dispose(ws: Workspace): void {
    for (const velocity of this.#velocities.values()) ws.free(velocity);
    this.#velocities.clear();
  }
}

function zeros(ws: Workspace, shape: readonly number[]): TensorInfo {
  return ws.upload(new Float32Array(shape.reduce((product, size) => product * size, 1)), shape);
}
