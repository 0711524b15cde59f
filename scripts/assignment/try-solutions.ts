import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { refuse } from "../../src/core/errors.ts";
import type { Parts } from "../../src/homework/assignment/build-assignment.ts";
import type { ChosenExercise } from "../../src/homework/assignment/chosen-exercise.ts";
import type { HiddenCheck } from "../../src/homework/assignment/key.ts";
import { judgeCheck } from "../../src/homework/grader/verdicts/judge-check.ts";
import { findUpstreamOf } from "../../src/notebook/cell-graph.ts";
import type { Chapter, ChapterCell } from "../../src/notebook/chapter.ts";
import { compileCell } from "../../src/notebook/compile-cell.ts";
import { prepareNode } from "../replay/prepare-node.ts";
import { observeHere } from "./observe-here.ts";
import type { PrivateFolder } from "./private-folder.ts";

/** What was found by running what the teacher and the chapter wrote, as sentences. */
export interface Tried {
  /** None where all is well. */
  readonly problems: readonly string[];
  /** What was not tried. */
  readonly notes: readonly string[];
}

/** An answer in its chapter. */
interface Answer {
  readonly cells: readonly ChapterCell[];
  readonly evaluate: (cell: ChapterCell) => Promise<unknown>;
}

/**
 * Runs what the teacher and the chapter wrote, in this process: a solution has to pass all checks, what the learner starts from
 * no hidden one, and an answer that the teacher calls wrong not all of them. Nothing of a student's is ever run here.
 */
export async function trySolutions(parts: Parts, folder: PrivateFolder): Promise<Tried> {
  const graded = parts.chosen.filter(({ item, solution }) => solution !== null && item.hidden.length > 0);
  if (graded.length > 0) await prepareNode();
  const problems: string[] = [];
  const notes: string[] = [];
  const { missingInSandbox } = await import("./sandbox-names.ts");
  for (const each of graded) {
    const solved = await answerWith(each, each.solution ?? "", parts.chosen);
    const missing = each.exercise.cell === null ? [] : missingInSandbox(solved.cells, each.exercise.cell);
    if (missing.length > 0) {
      const problem = `it needs ${missing.join("; ")}: the sandbox in which answers are graded has none`;
      const remedy = "Ask for a value instead, from which a training check of yours goes on.";
      problems.push(refuse(each.item.solution ?? "", problem, remedy).message);
      continue;
    }
    const visible = await tryVisible(each, solved);
    problems.push(...visible.problems, ...(await tryHidden(each, solved, parts, folder)));
    notes.push(...visible.notes);
  }
  return { problems, notes };
}

/** A check of the page that waits for a training which somebody starts is left out: the hidden ones train by themselves. */
async function tryVisible({ item, exercise }: ChosenExercise, solved: Answer): Promise<Tried> {
  const problems: string[] = [];
  const notes: string[] = [];
  for (const check of exercise.checks) {
    const cell = cellOf(check.compiled);
    const started = startedCell(solved.cells, cell);
    if (started !== null) {
      notes.push(
        `${exercise.id}: the visible check "${check.name}" was not tried: somebody has to run ${started} first.`,
      );
      continue;
    }
    const value = await solved.evaluate(cell).catch(messageOf);
    if (value === true) continue;
    problems.push(
      refuse(item.solution ?? "", `it fails the visible check "${check.name}" (${said(value)})`, repair).message,
    );
  }
  return { problems, notes };
}

async function tryHidden(each: ChosenExercise, solved: Answer, parts: Parts, folder: PrivateFolder): Promise<string[]> {
  const { item, exercise, wrong } = each;
  const passes = (check: HiddenCheck, answer: Answer) => tryCheck(check, answer, parts, folder);
  const started = await answerWith(each, exercise.starter ?? "", parts.chosen);
  const others = [...wrong].map(async ([path, text]) => [path, await answerWith(each, text, parts.chosen)] as const);
  const passedBy = new Map((await Promise.all(others)).map(([path, answer]) => [path, { answer, passed: 0 }]));
  const problems: string[] = [];
  const complain = (where: string, problem: string, remedy: string): void => {
    problems.push(refuse(where, problem, remedy).message);
  };
  for (const check of item.hidden) {
    const found = await passes(check, solved);
    if (found !== true) complain(item.solution ?? "", `it fails the hidden check "${check.name}" (${found})`, repair);
    if (check.points === 0) continue;
    if ((await passes(check, started)) === true) {
      const remedy = "Ask for more in that check: an answer that nobody edited earns nothing.";
      complain(exercise.id, `what the learner starts from passes the hidden check "${check.name}"`, remedy);
    }
    let failures = 0;
    for (const each of passedBy.values()) {
      if ((await passes(check, each.answer)) === true) each.passed++;
      else failures++;
    }
    if (wrong.size === 0 || failures > 0) continue;
    const remedy = "Ask for more in that check, or add a wrong answer that it notices.";
    complain(exercise.id, `every wrong answer passes the hidden check "${check.name}"`, remedy);
  }
  const count = item.hidden.filter(({ points }) => points > 0).length;
  for (const [path, { passed }] of passedBy) {
    if (passed < count) continue;
    complain(path, "it is to be wrong, and passes all hidden checks", "Add a check that it fails, or take it out.");
  }
  return problems;
}

const repair = "Correct the solution, or the check.";

/** As the grader does it. @returns true, or why not */
async function tryCheck(
  check: HiddenCheck,
  { evaluate }: Answer,
  { assignment }: Parts,
  folder: PrivateFolder,
): Promise<string | true> {
  const read = (name: string) => evaluate(cellOf(compileCell(`(${name})`, { mode: "js" })));
  const seen = await observeHere(check, read, assignment.limits.valueCharacters);
  const loadModule = async (path: string): Promise<unknown> => {
    const module = (await import(pathToFileURL(resolve(folder.path, path)).href)) as { readonly default?: unknown };
    return module.default;
  };
  try {
    const { outcome, note } = await judgeCheck(check, seen, { ...assignment, loadModule });
    return outcome === "passed" || said(note);
  } catch (error) {
    return messageOf(error);
  }
}

/** The chapter with answers in the place of what learners start from: this one, and solutions of the others. */
async function answerWith(each: ChosenExercise, answer: string, chosen: readonly ChosenExercise[]): Promise<Answer> {
  const { ChapterCells } = await import("../replay/chapter-cells.ts");
  const answers = new Map(chosen.map(({ exercise, solution }) => [exercise.cell, solution]));
  answers.set(each.exercise.cell, answer);
  const cells = each.chapter.cells.map((cell) => {
    const source = answers.get(cell.id);
    return source === undefined || source === null
      ? cell
      : { ...cell, source, compiled: compileCell(source, { mode: "js" }) };
  });
  const chapter: Chapter = { ...each.chapter, cells };
  const evaluated = new ChapterCells(chapter, {});
  return { cells, evaluate: (cell) => evaluated.evaluate(cell) };
}

/** A cell with a training that a reader starts, on which another one hangs; null: there is none. */
function startedCell(cells: readonly ChapterCell[], asking: ChapterCell): string | null {
  const upstream = findUpstreamOf([...cells, asking], [asking.id]);
  return cells.find(({ id, run }) => run === "manual" && upstream.includes(id))?.id ?? null;
}

function cellOf(compiled: ChapterCell["compiled"]): ChapterCell {
  return { id: "check", source: "", mode: "js", run: "auto", code: "hidden", line: 1, place: "block", compiled };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function said(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
