import { scaled, scaledOnce } from "./arithmetic.ts";
import type { TensorInfo, Workspace } from "./workspace.ts";

/** A parameter and its velocity v. */
export interface Moving {
  readonly value: TensorInfo;
  readonly velocity: TensorInfo;
}

/**
 * One step of SGD with momentum, in the order of torch.optim.SGD: g += λ w; v = μ v + g; w −= rate · v.
 * Returns new tensors; the old ones stay as they are.
 */
export function momentumStep(
  ws: Workspace,
  { value, velocity }: Moving,
  gradient: TensorInfo,
  { rate, momentum, decay }: { readonly rate: number; readonly momentum: number; readonly decay: number },
): Moving {
  if (ws.has("MomentumStep")) {
    const [stepped, moved] = ws.callMany("MomentumStep", { value, velocity, gradient }, { rate, momentum, decay });
    return { value: stepped, velocity: moved } as Moving;
  }
  const pull = decay === 0 ? gradient : ws.call("Add", { a: gradient, b: scaled(ws, value, decay) });
  const moved = ws.call("Add", { a: scaled(ws, velocity, momentum), b: pull });
  return { value: ws.call("Sub", { a: value, b: scaledOnce(ws, moved, rate) }), velocity: moved };
}
