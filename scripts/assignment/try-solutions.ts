import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { median } from "../../src/core/statistics.ts";
import { refuse } from "../../src/core/errors.ts";
import type { Parts } from "../../src/homework/assignment/build-assignment.ts";
import type { ChosenExercise } from "../../src/homework/assignment/chosen-exercise.ts";
import type { HiddenCheck } from "../../src/homework/assignment/key.ts";
import { isSameData } from "../../src/homework/assignment/same-data.ts";
import type { Chapter, ChapterCell } from "../../src/notebook/chapter.ts";
import { compileCell } from "../../src/notebook/compile-cell.ts";
import { prepareNode } from "../replay/prepare-node.ts";
import type { PrivateFolder } from "./private-folder.ts";

type Evaluate = (cell: ChapterCell) => Promise<unknown>;

/**
 * Runs what the teacher and the chapter wrote, in this process: a solution has to pass all checks, and what the learner starts
 * from none. Nothing of a student's is ever run here.
 * @returns sentences, none where all is well
 */
export async function trySolutions(parts: Parts, folder: PrivateFolder): Promise<readonly string[]> {
  const graded = parts.chosen.filter(({ item, solution }) => solution !== null && item.hidden.length > 0);
  if (graded.length === 0) return [];
  await prepareNode();
  const problems: string[] = [];
  for (const each of graded) problems.push(...(await tryExercise(each, parts, folder)));
  return problems;
}

async function tryExercise(each: ChosenExercise, parts: Parts, folder: PrivateFolder): Promise<string[]> {
  const { item, exercise, solution } = each;
  const problems: string[] = [];
  const solved = await evaluateWith(each, solution ?? "", parts.chosen);
  for (const check of exercise.checks) {
    const value = await solved(cellOf(check.compiled)).catch(messageOf);
    if (value !== true)
      problems.push(
        refuse(item.solution ?? "", `it fails the visible check "${check.name}" (${said(value)})`, repair).message,
      );
  }
  const started = await evaluateWith(each, exercise.starter ?? "", parts.chosen);
  for (const check of item.hidden) {
    const found = await tryCheck(check, solved, parts, folder);
    if (found !== true)
      problems.push(
        refuse(item.solution ?? "", `it fails the hidden check "${check.name}" (${found})`, repair).message,
      );
    const starter = check.points > 0 ? await tryCheck(check, started, parts, folder) : "no points";
    if (starter !== true) continue;
    const remedy = "Ask for more in that check: an answer that nobody edited earns nothing.";
    problems.push(
      refuse(exercise.id, `what the learner starts from passes the hidden check "${check.name}"`, remedy).message,
    );
  }
  return problems;
}

const repair = "Correct the solution, or the check.";

/** @returns true, or why not */
async function tryCheck(
  check: HiddenCheck,
  evaluate: Evaluate,
  parts: Parts,
  folder: PrivateFolder,
): Promise<string | true> {
  const observations: unknown[] = [];
  for (const { of, args } of check.calls) {
    const source = args === undefined ? `(${of})` : `${of}(${args.map((arg) => JSON.stringify(arg)).join(", ")})`;
    try {
      observations.push(await evaluate(cellOf(compileCell(source, { mode: "js" }))));
    } catch (error) {
      return messageOf(error);
    }
  }
  if (check.kind === "calls") {
    const tolerance = check.tolerance ?? parts.assignment.tolerance;
    const wrong = check.calls.findIndex((call, at) => !isSameData(observations[at], call.expected, tolerance));
    return wrong < 0 || `call ${wrong + 1} gives ${said(observations[wrong])}`;
  }
  const module = (await import(pathToFileURL(resolve(folder.path, check.module)).href)) as {
    readonly default: unknown;
  };
  if (typeof module.default !== "function") return `${check.module} has no default export that is a function`;
  const judge = module.default as (observations: unknown, seed?: number) => unknown;
  const plain = JSON.parse(JSON.stringify(observations)) as unknown;
  if (check.kind === "module") {
    const verdict = await judge(plain);
    return verdict === true || said(verdict);
  }
  const scores: number[] = [];
  for (const seed of check.seeds ?? parts.assignment.seeds) scores.push(Number(await judge(plain, seed)));
  const middle = median(scores);
  const margin = check.atLeast === undefined ? (check.atMost ?? NaN) - middle : middle - check.atLeast;
  return margin >= check.slack || `the median over its seeds is ${middle}, which is not clear by ${check.slack}`;
}

/** The chapter with answers in the place of what learners start from: this one, and solutions of the others. */
async function evaluateWith(
  each: ChosenExercise,
  answer: string,
  chosen: readonly ChosenExercise[],
): Promise<Evaluate> {
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
  return (cell) => evaluated.evaluate(cell);
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
