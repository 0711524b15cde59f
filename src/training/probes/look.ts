import { sumOf } from "../../core/statistics.ts";
import { sizeOf } from "../../core/shape.ts";
import type { Architecture } from "../../models/graph.ts";
import type { Batch, Edge, Observation, Session } from "../contract/session.ts";
import type { Parameters } from "../contract/parameters.ts";

/** Something that can be read off one observation of a net. */
export interface Look {
  /** Names of the nodes whose outputs it needs. */
  readonly values: readonly string[];
  /** Names of the nodes at whose outputs it needs ∂L/∂h. */
  readonly gradients: readonly string[];
  /** The edges through which it needs what flows back. */
  readonly edges?: readonly Edge[];
  readonly read: (seen: Observation) => void;
}

/** Numbers held at a time, 64 MB; what does not fit is observed in several passes over the same batch. */
const mostAtATime = 2 ** 24;

/** Observes the net on a batch, as it is while it trains, and lets every look read what it needs, in their order. */
export async function takeLooks(
  session: Session,
  { nodes }: Architecture,
  batch: Batch,
  looks: readonly Look[],
  atMost = mostAtATime,
): Promise<void> {
  const sizes = new Map(nodes.map(({ name, shape }) => [name, sizeOf(shape) * batch.count]));
  const observe = async (part: readonly Look[]): Promise<void> => {
    const values = [...new Set(part.flatMap((look) => look.values))];
    const gradients = [...new Set(part.flatMap((look) => look.gradients))];
    const edges = part.flatMap((look) => look.edges ?? []);
    const seen = await session.observe(batch, { mode: "batch-statistics", values, gradients, edges });
    for (const look of part) look.read(seen);
  };
  let part: Look[] = [];
  let held = 0;
  for (const look of looks) {
    const split = (look.edges ?? []).map(({ from }) => from);
    const size = sumOf([...look.values, ...look.gradients, ...split], (name) => sizes.get(name) ?? 0);
    if (part.length > 0 && held + size > atMost) {
      await observe(part);
      part = [];
      held = 0;
    }
    part.push(look);
    held += size;
  }
  if (part.length > 0) await observe(part);
}

/** What an observation holds of a node or an edge; none where nobody looked at it. */
export function valuesOf(observed: Parameters, name: string): ArrayLike<number> {
  return observed[name]?.values ?? [];
}
