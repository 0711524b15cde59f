import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { ManualGrade } from "../../src/homework/grader/results/manual-grades.ts";
import type { Regraded } from "../../src/homework/grader/results/regraded.ts";
import type { Graded } from "../../src/homework/grader/verdicts/graded.ts";
import { queueOf } from "../../src/homework/report/queue.ts";
import { reportPage } from "../../src/homework/report/report-page.ts";
import { bundleScript } from "./bundle-script.ts";
import { newestOf, type OpenKeys } from "./read-keys.ts";

export interface ReportParts {
  /** What the grader found, and the same with what people said. */
  readonly found: readonly Graded[];
  readonly all: readonly Graded[];
  readonly grades: readonly ManualGrade[];
  readonly regraded: readonly Regraded[];
  readonly notes: readonly string[];
  readonly keys: OpenKeys;
}

/** The report as a page in one file. */
export async function reportText({ found, all, grades, regraded, notes, keys }: ReportParts): Promise<string> {
  const newest = newestOf(keys);
  const rubricOf = ({ version }: Graded, exercise: string) => {
    const key = keys.get(version ?? newest.version)?.key ?? newest;
    return key.exercises.find(({ id }) => id === exercise)?.rubric ?? [];
  };
  const queue = await queueOf({ assignment: newest.assignment, found, grades, rubricOf });
  const report = { title: newest.title, all, queue, regraded, notes, writtenAt: new Date().toISOString() };
  // A script in a page ends where the page says so, whatever it is in the script.
  const bundled = await bundleScript("src/homework/report/page/report-script.ts");
  const script = bundled.replace(/<\/(script)/gi, "<\\/$1");
  const style = readFileSync(new URL("../../src/homework/report/report.css", import.meta.url), "utf8");
  return reportPage(report, { style, script, sha256: createHash("sha256").update(script).digest("base64") });
}
