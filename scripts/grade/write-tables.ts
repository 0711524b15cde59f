import { readCanvasExport } from "../../src/homework/gradebooks/canvas-export.ts";
import { fillGradebook } from "../../src/homework/gradebooks/fill-gradebook.ts";
import { readMoodleWorksheet } from "../../src/homework/gradebooks/moodle-worksheet.ts";
import { readScores } from "../../src/homework/gradebooks/score-list.ts";
import { CourseError } from "../../src/core/errors.ts";
import { groupBy } from "../../src/core/group-by.ts";
import { feedbackZip, type FeedbackLms } from "../../src/homework/grader/exports/feedback-zip.ts";
import { gradesTable, scoresTable } from "../../src/homework/grader/results/grades-table.ts";
import { withManualGrades } from "../../src/homework/grader/results/manual-grades.ts";
import { regradedOf, regradedTable } from "../../src/homework/grader/results/regraded.ts";
import type { Graded } from "../../src/homework/grader/verdicts/graded.ts";
import { manualText } from "../../src/homework/report/drafts.ts";
import { printable } from "../gradebook/printable.ts";
import { readCsvFile } from "../gradebook/read-file.ts";
import { manualName, type ManualFile } from "./manual-file.ts";
import type { ClassOptions } from "./options.ts";
import { newestOf, type OpenKeys } from "./read-keys.ts";
import { ResultFiles } from "./result-files.ts";
import { writeAnswers } from "./write-answers.ts";
import { reportText } from "./write-report.ts";

/** What was graded, and what else there is to say of it. */
export interface ClassResults {
  /** Without what people said. */
  readonly found: readonly Graded[];
  readonly keys: OpenKeys;
  readonly manual: ManualFile;
  /** As sentences. */
  readonly notes: readonly string[];
}

/**
 * Writes the class's tables and report, and copies of the teacher's gradebooks with the scores in them.
 * @returns what was done, in words
 */
export async function writeTables(results: ClassResults, options: ClassOptions): Promise<string> {
  const { found, keys, manual, notes } = results;
  const files = new ResultFiles(options.out);
  const all = await addManualGrades(results, files);
  files.writeTable("grades.csv", gradesTable(all));
  const regraded = regradedOf(all, manual.grades);
  const again = all.filter(({ before }) => before !== null).length;
  if (again > 0) files.writeTable("regraded.csv", regradedTable(regraded));
  files.writeTable("report.html", await reportText({ found, all, grades: manual.grades, regraded, notes, keys }));
  const books = (["canvas", "moodle"] as const).flatMap((lms) => {
    const path = options[lms];
    return path === null ? [] : [fillBook(all, lms, path, files)];
  });
  const zips = (["canvas", "moodle"] as const).flatMap((lms) => {
    const isWanted = options.feedback === lms || all.some((graded) => graded.lms === lms);
    return isWanted ? [writeFeedback(all, lms, newestOf(keys).title, files)] : [];
  });
  const answers = options.answers === null ? [] : [await writeAnswers(all, keys, options.answers)];
  const counts = [...groupBy(all, ({ status }) => status)].map(([status, rows]) => `${rows.length} ${status}`);
  const lines = [
    `${all.length} students: ${counts.join(", ") || "none"}.`,
    `The table is grades.csv in ${options.out}, and the report is report.html there.`,
    ...(again > 0 ? [`${again} were graded again; what changed is in regraded.csv.`] : []),
    ...(manual.grades.length > 0
      ? [`${manual.grades.length} grades that people gave count; they are kept there.`]
      : []),
  ];
  return [lines.join(" "), ...books, ...zips, ...answers, ...notes].map((line) => `${printable(line)}\n`).join("");
}

/** What people said counts from now on, on the students' pages too, and so does what they took back. */
async function addManualGrades({ found, keys, manual }: ClassResults, files: ResultFiles): Promise<readonly Graded[]> {
  const all = found.map((graded) => withManualGrades(graded, manual.grades));
  const students = new Set([...manual.grades, ...manual.before].map(({ student }) => student));
  const { title } = newestOf(keys);
  for (const [at, graded] of all.entries()) {
    if (students.has(graded.student)) await files.write(graded, title, found[at]);
  }
  if (students.size > 0) files.writeTable(manualName, manualText(manual.grades));
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

/** Feedback under the names of the download; whose does not go back is said. */
function writeFeedback(all: readonly Graded[], lms: FeedbackLms, title: string, files: ResultFiles): string {
  const { bytes, count, without } = feedbackZip(all, lms, title);
  const name = `feedback-${lms}.zip`;
  files.writeTable(name, bytes);
  const who = without.length > 0 ? ` It has none for ${without.join(", ")}.` : "";
  return `${name} holds ${count} feedback pages.${who}`;
}
