import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { refuse } from "../../src/core/errors.ts";
import type { Key } from "../../src/homework/assignment/key.ts";
import { answerFiles } from "../../src/homework/grader/exports/answer-files.ts";
import type { Graded } from "../../src/homework/grader/verdicts/graded.ts";
import { readCourse } from "../assignment/read-course.ts";
import type { AnswersOptions } from "./options.ts";
import { newestOf, type OpenKeys } from "./read-keys.ts";

/**
 * Looks before anything is graded whether answers can be written where they are wanted.
 * @throws CourseError if there is something in the folder, or the table would be given away with it
 */
export function checkAnswersOptions({ folder, table }: AnswersOptions): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw refuse("--answers", `there is something in ${folder}`, "Name a new folder, or empty it.");
  }
  if (table === null || relative(resolve(folder), resolve(table)).startsWith("..")) return;
  const problem = `the table of names, ${table}, would lie among the answers that have none`;
  throw refuse("--answers-table", problem, "Name a file outside of that folder.");
}

/**
 * Writes answers for a program that looks for those that are alike.
 * @returns what was done, in words
 */
export async function writeAnswers(all: readonly Graded[], keys: OpenKeys, options: AnswersOptions): Promise<string> {
  const { folder, table: tablePath } = options;
  const key = newestOf(keys);
  const keyText = keys.get(key.version)?.text ?? "";
  const starters = startersOf(key);
  const { files, table, submissions, withoutStarter } = await answerFiles(all, { key, keyText, starters });
  for (const [path, text] of files) write(join(folder, path), text);
  if (tablePath !== null) write(tablePath, table);
  const missing = `There is no base code for ${withoutStarter.join(", ")}: the chapter begins otherwise today.`;
  return [
    `The answers of ${submissions} submissions are in ${folder}, without names.`,
    ...(tablePath === null ? [] : [`Whose they are stands in ${tablePath}.`]),
    ...(withoutStarter.length === 0 ? [] : [missing]),
  ].join(" ");
}

/** Chapters take a while to be read, and many assignments begin with nothing. */
function startersOf({ exercises }: Key): ReadonlyMap<string, string> {
  if (exercises.every(({ starterHash }) => starterHash === null)) return new Map();
  const all = readCourse().flatMap(({ chapter }) => chapter.exercises);
  return new Map(all.map(({ id, starter }) => [id, starter ?? ""]));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
