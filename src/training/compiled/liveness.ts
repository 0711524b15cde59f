import type { TextureSize } from "../../kernels/webgl/layout.ts";
import { isPersistent, type Command, type Plan } from "./commands.ts";

/** The commands, by place in the list, between which a buffer's values are needed. */
export interface Lifetime {
  readonly firstWrite: number;
  readonly lastUse: number;
}

/** Lifetimes of all buffers that need not outlive a step. What is observed lives to its end. */
export function findLifetimes(plan: Plan): Map<string, Lifetime> {
  const lifetimes = new Map<string, Lifetime>();
  plan.commands.forEach((command, at) => {
    for (const id of [...usedReads(command), ...Object.values(command.writes)]) {
      const buffer = plan.buffers.get(id);
      if (buffer === undefined || isPersistent(buffer)) continue;
      lifetimes.set(id, { firstWrite: lifetimes.get(id)?.firstWrite ?? at, lastUse: at });
    }
  });
  const { values, gradients, edges } = plan.observed;
  for (const { id } of [values, gradients, edges].flatMap((group) => [...group.values()])) {
    const lifetime = lifetimes.get(id);
    if (lifetime !== undefined) lifetimes.set(id, { ...lifetime, lastUse: plan.commands.length });
  }
  return lifetimes;
}

/** Ids of the buffers that a command's draws really sample. */
export function usedReads({ draws, reads }: Command): string[] {
  const samplers = new Set(draws.flatMap((draw) => draw.samplers));
  return [...samplers].flatMap((sampler) => reads[sampler] ?? []);
}

/** Where each transient buffer lies: buffers that are never alive together share a texture of their size. */
export interface Allocation {
  /** Buffer id to the key of its texture; keys of different plans name the same textures. */
  readonly places: ReadonlyMap<string, string>;
  /** All textures, by key. */
  readonly textures: ReadonlyMap<string, TextureSize>;
}

/** Assigns textures in one pass over the commands: what a command writes may not share with anything it reads. */
export function allocate(plan: Plan): Allocation {
  const lifetimes = findLifetimes(plan);
  const starting = groupBy(lifetimes, ({ firstWrite }) => firstWrite);
  const ending = groupBy(lifetimes, ({ lastUse }) => lastUse);
  const places = new Map<string, string>();
  const textures = new Map<string, TextureSize>();
  const free = new Map<string, string[]>();
  const counts = new Map<string, number>();
  plan.commands.forEach((_, at) => {
    for (const id of starting.get(at) ?? []) {
      const size = plan.buffers.get(id)?.size ?? { width: 1, height: 1, layers: 1 };
      const kind = `${size.width}×${size.height}×${size.layers}`;
      const count = counts.get(kind) ?? 0;
      const key = free.get(kind)?.pop() ?? `${kind}#${count}`;
      if (!textures.has(key)) counts.set(kind, count + 1);
      textures.set(key, size);
      places.set(id, key);
    }
    for (const id of ending.get(at) ?? []) {
      const key = places.get(id) ?? "";
      const kind = key.slice(0, key.indexOf("#"));
      free.set(kind, [...(free.get(kind) ?? []), key]);
    }
  });
  return { places, textures };
}

function groupBy(lifetimes: ReadonlyMap<string, Lifetime>, at: (lifetime: Lifetime) => number): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const [id, lifetime] of lifetimes) {
    const group = groups.get(at(lifetime));
    if (group === undefined) groups.set(at(lifetime), [id]);
    else group.push(id);
  }
  return groups;
}

/** Memory of the textures of a plan with and without sharing, in bytes. */
export function countBytes(textures: Iterable<TextureSize>): number {
  let bytes = 0;
  for (const { width, height, layers } of textures) bytes += width * height * layers * 16;
  return bytes;
}
