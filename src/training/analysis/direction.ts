import { Random } from "../../core/random.ts";
import type { Architecture } from "../../models/graph.ts";
import { listParameters } from "../../models/parameters.ts";
import type { Parameters, ParameterValues } from "../contract/parameters.ts";

/** A step for every kernel, by the kernel's name. */
export type Direction = ReadonlyMap<string, Float32Array>;

/**
 * A random direction in which every filter moves by its own length (Li et al. 1712.09913, sec. 4): drawn from a normal
 * distribution, then scaled filter by filter to the norm of the net's. A unit of a dense layer is a filter. Biases, γ, β
 * and running statistics do not move.
 * @param stream tells directions of one seed apart
 */
export function filterNormalisedDirection(
  architecture: Architecture,
  parameters: Parameters,
  { seed, stream }: { readonly seed: number; readonly stream: string },
): Direction {
  const kernels = listParameters(architecture).filter(({ role }) => role === "kernel");
  return new Map(
    kernels.map(({ name, shape }) => {
      const random = new Random(seed, `${stream}/${name}`);
      const { values } = parameters[name] as ParameterValues;
      const drawn = Float32Array.from({ length: values.length }, () => random.normal());
      const filters = shape.at(-1) ?? 1;
      for (let filter = 0; filter < filters; filter++) normalise(drawn, values, filter, filters);
      return [name, drawn];
    }),
  );
}

/** Every `filters`-th value belongs to one filter: the output channel is a kernel's last axis. */
function normalise(drawn: Float32Array, values: ArrayLike<number>, filter: number, filters: number): void {
  let [length, wanted] = [0, 0];
  for (let at = filter; at < drawn.length; at += filters) {
    length += (drawn[at] as number) ** 2;
    wanted += (values[at] as number) ** 2;
  }
  const factor = length > 0 ? Math.sqrt(wanted / length) : 0;
  for (let at = filter; at < drawn.length; at += filters) drawn[at] = (drawn[at] as number) * factor;
}

/** θ + Σ step · direction. */
export function moveAlong(
  parameters: Parameters,
  moves: readonly { readonly direction: Direction; readonly step: number }[],
): Parameters {
  const moved = Object.entries(parameters).map(([name, { shape, values }]) => {
    const sum = Float32Array.from(values);
    for (const { direction, step } of moves) {
      direction.get(name)?.forEach((value, at) => (sum[at] = (sum[at] as number) + step * value));
    }
    return [name, { shape, values: sum }] as const;
  });
  return Object.fromEntries(moved);
}
