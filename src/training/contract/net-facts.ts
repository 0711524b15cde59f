import type { Architecture, Family } from "../../models/graph.ts";

/** What is said of a net beside what was found out about it. */
export interface NetFacts {
  readonly name: string;
  readonly family: Family;
  readonly depth: number;
}

export function netFacts({ name, family, depth }: Architecture): NetFacts {
  return { name, family, depth };
}
