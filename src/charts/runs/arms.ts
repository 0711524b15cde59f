import { refuse } from "../../core/errors.ts";
import type { Family } from "../../models/graph.ts";
import type { Run, Training } from "../../training/contract/protocol.ts";
import { familyDash, familyStroke, seriesLook, type LineLook } from "../frame/theme.ts";
import { groupBy } from "../../core/group-by.ts";

/** All runs of one architecture in a training, and how its lines look. */
export interface Arm extends LineLook {
  readonly name: string;
  readonly family: Family;
  readonly depth: number;
  /** By seed, ascending. */
  readonly runs: readonly Run[];
  /** Of the mean's line, in pixels. */
  readonly strokeWidth: number;
}

/**
 * The runs by arm, in the order of the training or of `names`. Within a family deeper nets get stronger and wider lines;
 * where all are of one family and one depth, each has a colour and dash of its own.
 * @throws CourseError if a name is none of the training's arms
 */
export function groupArms(where: string, training: Training, names?: readonly string[]): Arm[] {
  const byName = groupBy(training.runs, (run) => run.arm);
  const known = [...byName.keys()];
  const chosen = names ?? known;
  for (const name of chosen) requireArm(where, name, known);
  const groups = chosen.map((name) => byName.get(name) ?? []);
  return groups.flatMap((runs, at) => {
    const [first] = runs;
    if (first === undefined) return [];
    const { arm: name, family, depth } = first;
    const sorted = [...runs].sort((a, b) => a.seed - b.seed);
    return { name, family, depth, runs: sorted, ...lookOf(first, at, groups) };
  });
}

type Look = Pick<Arm, "stroke" | "dash" | "strokeWidth">;

function lookOf(first: Run, at: number, groups: readonly (readonly Run[])[]): Look {
  const { family, depth } = first;
  const isAlike = groups.every(([other]) => other?.family === family && other.depth === depth);
  if (isAlike && groups.length > 1) return { ...seriesLook(at, groups.length), strokeWidth: 2.25 };
  const strength = rankInFamily(first, at, groups);
  return { stroke: familyStroke(family, strength), dash: familyDash(family), strokeWidth: 2.25 + 0.75 * strength };
}

/** @throws CourseError naming the arms there are */
export function requireArm(where: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const listed = known.map((each) => `"${each}"`).join(", ");
  throw refuse(
    where,
    `no arm is called ${JSON.stringify(name)}`,
    known.length > 0 ? `Arms are ${listed}.` : "The training has no runs yet.",
  );
}

/** 0 for the shallowest of its family … 1 for the deepest; equal depths count in order. */
function rankInFamily(run: Run, at: number, groups: readonly (readonly Run[])[]): number {
  const family = groups
    .map((runs, place) => ({ first: runs[0], place }))
    .filter(({ first }) => first?.family === run.family)
    .sort((a, b) => (a.first?.depth ?? 0) - (b.first?.depth ?? 0) || a.place - b.place);
  if (family.length < 2) return 0;
  return family.findIndex(({ place }) => place === at) / (family.length - 1);
}
