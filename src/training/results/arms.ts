import { refuse } from "../../core/errors.ts";
import { groupBy } from "../../core/group-by.ts";
import type { Family } from "../../models/graph.ts";
import type { Run, Training } from "../contract/protocol.ts";

/** All runs of one architecture in a training. */
export interface ArmRuns {
  readonly name: string;
  readonly family: Family;
  readonly depth: number;
  /** By seed, ascending. */
  readonly runs: readonly Run[];
}

/**
 * The runs by arm, in the order of the training or of `names`.
 * @throws CourseError if a name is none of the training's arms
 */
export function runsByArm(where: string, training: Training, names?: readonly string[]): ArmRuns[] {
  const byName = groupBy(training.runs, (run) => run.arm);
  const known = [...byName.keys()];
  const chosen = names ?? known;
  for (const name of chosen) requireArm(where, name, known);
  return chosen.flatMap((name) => {
    const runs = byName.get(name) ?? [];
    const [first] = runs;
    if (first === undefined) return [];
    const { family, depth } = first;
    return { name, family, depth, runs: [...runs].sort((a, b) => a.seed - b.seed) };
  });
}

function requireArm(where: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const listed = known.map((each) => `"${each}"`).join(", ");
  throw refuse(
    where,
    `no arm is called ${JSON.stringify(name)}`,
    known.length > 0 ? `Arms are ${listed}.` : "The training has no runs yet.",
  );
}
