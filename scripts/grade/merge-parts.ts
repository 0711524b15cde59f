import { refuse } from "../../src/core/errors.ts";
import { readRoster } from "../../src/homework/grader/roster.ts";
import { readCsvFile } from "../gradebook/read-file.ts";
import { openManualFile } from "./manual-file.ts";
import type { MergeCommand } from "./options.ts";
import { newestOf, readKeys } from "./read-keys.ts";
import { readResults, ResultFiles } from "./result-files.ts";
import { checkAnswersOptions } from "./write-answers.ts";
import { writeTables } from "./write-tables.ts";

/**
 * Puts the results of all parts of a class into one folder, in the roster's order.
 * @returns what was done, in words
 * @throws CourseError if somebody of the class is in none of the parts
 */
export async function mergeParts(command: MergeCommand): Promise<string> {
  const keys = readKeys(command.keys);
  if (command.answers !== null) checkAnswersOptions(command.answers);
  const { title } = newestOf(keys);
  const roster = readRoster(readCsvFile(command.roster), command.roster);
  const found = new Map(command.parts.flatMap(readResults).map((graded) => [graded.student, graded] as const));
  const lost = roster.filter(({ student }) => !found.has(student)).map(({ student }) => student);
  if (lost.length > 0) {
    const problem = `there is no result of ${lost.length} of ${roster.length} students, such as ${lost[0] ?? ""}`;
    throw refuse("merge", problem, "Name the folders of all parts, and let each run to its end.");
  }
  const all = roster.map(({ student }) => found.get(student)).filter((graded) => graded !== undefined);
  const files = new ResultFiles(command.out);
  for (const graded of all) await files.write(graded, title);
  return writeTables({ found: all, keys, manual: openManualFile(command.manual, command.out), notes: [] }, command);
}
