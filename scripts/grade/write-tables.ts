import { readCanvasExport } from "../../src/homework/gradebooks/canvas-export.ts";
import { fillGradebook } from "../../src/homework/gradebooks/fill-gradebook.ts";
import { readMoodleWorksheet } from "../../src/homework/gradebooks/moodle-worksheet.ts";
import { readScores } from "../../src/homework/gradebooks/score-list.ts";
import { CourseError } from "../../src/core/errors.ts";
import { groupBy } from "../../src/core/group-by.ts";
import { gradesTable, scoresTable } from "../../src/homework/grader/results/grades-table.ts";
import { readManualGrades, withManualGrades } from "../../src/homework/grader/results/manual-grades.ts";
import type { Graded } from "../../src/homework/grader/verdicts/graded.ts";
import { printable } from "../gradebook/printable.ts";
import { readCsvFile } from "../gradebook/read-file.ts";
import type { ClassOptions } from "./options.ts";
import { ResultFiles } from "./result-files.ts";

/**
 * Writes the class's tables, and copies of the teacher's gradebooks with the scores in them.
 * @param notes what else is to be said, as sentences
 * @returns what was done, in words
 */
export async function writeTables(
  found: readonly Graded[],
  options: ClassOptions & { readonly title: string },
  notes: readonly string[],
): Promise<string> {
  const files = new ResultFiles(options.out);
  const all = await addManualGrades(found, options, files);
  files.writeTable("grades.csv", gradesTable(all));
  const books = (["canvas", "moodle"] as const).flatMap((lms) => {
    const path = options[lms];
    return path === null ? [] : [fillBook(all, lms, path, files)];
  });
  const counts = [...groupBy(all, ({ status }) => status)].map(([status, rows]) => `${rows.length} ${status}`);
  const headline = `${all.length} students: ${counts.join(", ") || "none"}. The table is grades.csv in ${options.out}.`;
  return [headline, ...books, ...notes].map((line) => `${printable(line)}\n`).join("");
}

/** What people said counts from now on, on the students' pages too. */
async function addManualGrades(
  found: readonly Graded[],
  { manual: path, title }: ClassOptions & { readonly title: string },
  files: ResultFiles,
): Promise<readonly Graded[]> {
  if (path === null) return found;
  const manual = readManualGrades(readCsvFile(path), path);
  const all = found.map((graded) => withManualGrades(graded, manual));
  for (const [at, graded] of all.entries()) {
    if (graded !== found[at]) await files.write(graded, title, found[at]);
  }
  return all;
}

/** What cannot be filled is said; the results are there all the same. */
function fillBook(all: readonly Graded[], lms: "canvas" | "moodle", path: string, files: ResultFiles): string {
  const read = lms === "canvas" ? readCanvasExport : readMoodleWorksheet;
  try {
    const book = read(readCsvFile(path), path, null);
    const scores = readScores(scoresTable(all), "grades");
    const done = fillGradebook(book, scores, { bonus: true, possible: null, where: "grades" });
    files.writeTable(`${lms}.csv`, done.text);
    return `${done.filled} scores are in ${lms}.csv, for "${book.column}".`;
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    process.exitCode = 1;
    return `${lms}.csv was not written. ${error.message.replaceAll("\n", " ")}`;
  }
}
