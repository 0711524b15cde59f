import { CourseError } from "../../core/errors.ts";
import { compileCell } from "../../notebook/compile-cell.ts";
import { findUpstream } from "../../notebook/cell-graph.ts";
import type { Key, KeyExercise } from "../assignment/key.ts";
import type { Submission } from "../submission/submission.ts";
import type { Job, JobCell } from "./sandbox/job.ts";

/** A job to be run, or, in words, why the code cannot be run at all. */
export type AnswerJob = { readonly job: Job } | { readonly refusal: string };

/**
 * What has to be run to grade the answer to a code exercise: its cell, and the cells that it needs of the student's other
 * answers, of the cells that the student added, and of the chapter. Where several define a name, the first of these counts.
 */
export function answerJob(exercise: KeyExercise, source: string, submission: Submission, key: Key): AnswerJob {
  const own = compile(exercise.id, source);
  if (typeof own === "string") return { refusal: own };
  const cells = [own, ...neighbours(exercise, submission), ...contextOf(exercise)];
  const known = firstDefinitions(cells);
  const upstream = findUpstream(known, own.id);
  if (upstream.includes(own.id))
    return { refusal: "The answer needs itself: its cells define each other in a circle." };
  const needed = known.filter(({ id }) => id === own.id || upstream.includes(id));
  const calls = exercise.hidden.flatMap((check) =>
    check.calls.map(({ of, args, as }) => ({ of, args: args === undefined ? null : JSON.stringify(args), as })),
  );
  const { seconds, consoleCharacters, valueCharacters } = key.limits;
  return { job: { cells: inOrder(needed), calls, limits: { seconds, consoleCharacters, valueCharacters } } };
}

/** Cells that do not compile are as if they were not there: what needs them says which name it misses. */
function neighbours({ id }: KeyExercise, { answers, extraCells }: Submission): readonly JobCell[] {
  const others = answers.flatMap((answer) =>
    "source" in answer && answer.id !== id ? [compile(answer.id, answer.source)] : [],
  );
  const added = extraCells.map(({ source }, at) => compile(`added-${at + 1}`, source));
  return [...others, ...added].filter((cell) => typeof cell !== "string");
}

function contextOf({ context }: KeyExercise): readonly JobCell[] {
  const cells = context.map(({ source }, at) => compile(`context-${at + 1}`, source));
  return cells.filter((cell) => typeof cell !== "string");
}

/** @returns what is wrong, if it does not compile */
function compile(id: string, source: string): JobCell | string {
  try {
    const { body, inputs, outputs } = compileCell(source, { mode: "js" });
    return { id, compiled: { body, inputs, outputs } };
  } catch (error) {
    if (error instanceof CourseError || error instanceof SyntaxError) return error.message;
    throw error;
  }
}

/** Every name is the first cell's that defines it. What defines nothing is nobody's need, but for the answer, the first. */
function firstDefinitions(cells: readonly JobCell[]): readonly JobCell[] {
  const taken = new Set<string>();
  return cells.filter(({ compiled: { outputs } }, at) => {
    const isFree = outputs.every((name) => !taken.has(name));
    if (isFree) for (const name of outputs) taken.add(name);
    return isFree && (at === 0 || outputs.length > 0);
  });
}

/** What is needed comes before what needs it. */
function inOrder(cells: readonly JobCell[]): readonly JobCell[] {
  const depth = new Map(cells.map(({ id }) => [id, findUpstream(cells, id).length]));
  return cells.toSorted((a, b) => (depth.get(a.id) ?? 0) - (depth.get(b.id) ?? 0));
}
