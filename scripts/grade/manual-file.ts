import { existsSync } from "node:fs";
import { join } from "node:path";
import { readManualGrades, type ManualGrade } from "../../src/homework/grader/results/manual-grades.ts";
import { readCsvFile } from "../gradebook/read-file.ts";

/** Where they are kept, in the folder of results. */
export const manualName = "manual.json";

/** What people said of answers, and what they said when the class was graded before. */
export interface ManualFile {
  readonly grades: readonly ManualGrade[];
  readonly before: readonly ManualGrade[];
}

/**
 * Reads grades that people gave: of the file that is named, else those that counted in the folder before. So they are kept
 * when a class is graded again, and whoever takes one back names a file without it.
 * @throws CourseError if a file holds no such grades
 */
export function openManualFile(path: string | null, out: string): ManualFile {
  const kept = join(out, manualName);
  const before = existsSync(kept) ? readManualGrades(readCsvFile(kept), kept) : [];
  return { grades: path === null ? before : readManualGrades(readCsvFile(path), path), before };
}
