import { findUpstreamOf } from "../../notebook/cell-graph.ts";
import type { Chapter } from "../../notebook/chapter.ts";
import type { AssignmentFile, FileVariant } from "./assignment-file.ts";
import type { Dates } from "./check-students.ts";
import { namesUsed, type ChosenExercise } from "./chosen-exercise.ts";
import { hashStarter, sha256 } from "./hashes.ts";
import { keySchema, type Key, type KeyExercise } from "./key.ts";
import { manifestSchema, schemaNumber, type Manifest } from "./manifest.ts";

export interface Parts {
  readonly assignment: AssignmentFile;
  readonly dates: Dates;
  readonly chosen: readonly ChosenExercise[];
}

/** The whole of an assignment before it is numbered: version and revision are 1. */
export async function buildAssignment({ assignment, dates, chosen }: Parts): Promise<Key> {
  const exercises = await Promise.all(chosen.map((each) => buildExercise(each, chosen)));
  const { title, timezone = "", grace, late, tolerance, seeds, limits, groups } = assignment;
  const parts = { schema: schemaNumber, assignment: assignment.assignment, version: 1, title, exercises } as const;
  return numberAssignment(
    keySchema.parse({
      ...{ ...parts, buildHash: "0".repeat(64), revision: 1, ...dates },
      ...{ timezone, grace, late, tolerance, seeds, limits, groups },
    }),
    { version: 1, revision: 1 },
  );
}

/** The same under other numbers, with its hash. */
export async function numberAssignment(
  key: Key,
  { version, revision }: { readonly version: number; readonly revision: number },
): Promise<Key> {
  const open = publicPart({ ...key, version });
  return { ...key, version, revision, buildHash: await sha256(JSON.stringify({ ...open, buildHash: null })) };
}

/** What of a key everybody may see: nothing passes that the manifest's form does not name. */
export function publicPart(key: Key): Manifest {
  const { schema, assignment, version, buildHash, title } = key;
  const exercises = key.exercises.map(
    ({ id, chapter, kind, points, bonus, defines, deps, starterHash, visibleChecks, variants }) => ({
      ...{ id, chapter, kind, points, bonus, defines, deps, starterHash, visibleChecks },
      variants: variants.map(({ id, prompt, options }) => ({ id, prompt, ...(options && { options }) })),
    }),
  );
  return manifestSchema.parse({ schema, assignment, version, buildHash, title, exercises });
}

async function buildExercise(each: ChosenExercise, chosen: readonly ChosenExercise[]): Promise<KeyExercise> {
  const { item, exercise, chapter } = each;
  const names = namesUsed(each);
  const deps = chosen.filter((other) => {
    const isNear = other.chapter.slug === chapter.slug && other !== each;
    return isNear && other.exercise.defines.some((name) => names.includes(name));
  });
  return {
    ...{ id: exercise.id, chapter: chapter.slug, kind: exercise.kind, bonus: item.bonus },
    points: item.points ?? exercise.points,
    defines: [...exercise.defines],
    deps: deps.map((other) => other.exercise.id),
    starterHash: exercise.starter === null ? null : await hashStarter(exercise.starter),
    visibleChecks: item.variants.length > 0 ? ["answered"] : exercise.checks.map(({ name }) => name),
    variants: item.variants.map(buildVariant),
    hidden: item.hidden,
    rubric: item.rubric,
    context: item.variants.length > 0 ? [] : contextOf(names, each, chapter),
  };
}

/** Options stand in the order of their words: whatever order the teacher has in mind, nothing of it is told. */
function buildVariant(variant: FileVariant, at: number): KeyExercise["variants"][number] {
  const id = `v${at + 1}`;
  const { prompt } = variant;
  if ("number" in variant) return { id, prompt, answer: { number: variant.number, within: variant.within } };
  const ordered = [...variant.options].sort((one, other) => (one < other ? -1 : 1));
  const options = ordered.map((words, index) => ({ id: letterOf(index), words }));
  return { id, prompt, options, answer: { option: letterOf(ordered.indexOf(variant.right)) } };
}

/** a, b, …, z, then a26 and so on. */
function letterOf(index: number): string {
  return index < 26 ? String.fromCharCode(97 + index) : `a${index}`;
}

/** Automatic cells alone: a training that somebody has to start is not there yet. Those of exercises are answers. */
function contextOf(names: readonly string[], { exercise }: ChosenExercise, chapter: Chapter): KeyExercise["context"] {
  const answers = chapter.exercises.map(({ cell }) => cell);
  const cells = chapter.cells.filter(
    ({ id, run, place }) => run === "auto" && place === "block" && !answers.includes(id),
  );
  const asking = { id: exercise.id, compiled: { inputs: names, outputs: [] } };
  const needed = findUpstreamOf([...cells, asking], [exercise.id]);
  const defining = cells.filter(({ id, compiled }) => needed.includes(id) && compiled.outputs.length > 0);
  return inOrder(defining).map(({ source, compiled }) => ({ source, defines: [...compiled.outputs] }));
}

/** A cell after those that it needs, wherever they stand in the chapter. */
function inOrder(cells: Chapter["cells"]): Chapter["cells"] {
  const ordered: Chapter["cells"][number][] = [];
  const add = (cell: Chapter["cells"][number]): void => {
    if (ordered.includes(cell)) return;
    for (const other of cells) {
      if (other !== cell && other.compiled.outputs.some((name) => cell.compiled.inputs.includes(name))) add(other);
    }
    if (!ordered.includes(cell)) ordered.push(cell);
  };
  for (const cell of cells) add(cell);
  return ordered;
}
