import { refuse } from "../../src/core/errors.ts";
import { sha256 } from "../../src/homework/assignment/hashes.ts";
import type { DownloadKind, HandIn } from "../../src/homework/downloads/hand-in.ts";
import { classList, type ClassRow } from "../../src/homework/grader/class-list.ts";
import { readRoster } from "../../src/homework/grader/roster.ts";
import type { Graded } from "../../src/homework/grader/verdicts/graded.ts";
import type { Comparison } from "../../src/homework/submission/compare-submissions.ts";
import { withDownload } from "../gradebook/open-download.ts";
import { readCsvFile } from "../gradebook/read-file.ts";
import { readHandIns, studentOf } from "../gradebook/read-hand-ins.ts";
import { ProgressBar } from "../progress-bar.ts";
import { bundleSandbox } from "./bundle-sandbox.ts";
import { chooseHandIn, gradeStudent, type Chosen } from "./grade-student.ts";
import { findIsolation, type Isolation } from "./isolation.ts";
import { openManualFile } from "./manual-file.ts";
import type { GradeCommand } from "./options.ts";
import { newestOf, readKeys, type OpenKeys } from "./read-keys.ts";
import { ResultFiles } from "./result-files.ts";
import { Sandbox } from "./sandbox.ts";
import { TimeLeft } from "./time-left.ts";
import { checkAnswersOptions } from "./write-answers.ts";
import { writeTables } from "./write-tables.ts";

interface ClassWork {
  readonly keys: OpenKeys;
  readonly lms: DownloadKind;
  readonly rows: readonly ClassRow[];
  readonly files: ResultFiles;
  /** What can be seen between submissions only. */
  readonly comparisons: readonly Comparison[];
  readonly isolation: Isolation;
}

/**
 * Grades a class, or a part of it. Each result is written as it comes, so that the next run goes on behind it.
 * @returns what was done, in words
 */
export function gradeClass(command: GradeCommand): Promise<string> {
  const keys = readKeys(command.keys);
  if (command.answers !== null) checkAnswersOptions(command.answers);
  const roster = readRoster(readCsvFile(command.roster), command.roster);
  const manual = openManualFile(command.manual, command.out);
  return withDownload(command.download, async (download) => {
    checkFeedback(command, download.kind);
    const newest = newestOf(keys);
    const { comparisons } = await readHandIns(download, newest.assignment, () => ({}));
    const { rows, strangers } = classList(roster, download.handIns, newest.groups);
    const { shard } = command;
    const part = shard === null ? rows : rows.filter((_, at) => at % shard.of === shard.at);
    const files = new ResultFiles(command.out);
    const isolation = findIsolation();
    const all = await gradeRows(command, { keys, lms: download.kind, rows: part, files, comparisons, isolation });
    const notes = [isolation.words, ...strangers.map(describeStranger)];
    return writeTables({ found: all, keys, manual, notes }, command);
  });
}

/** Feedback goes back under the names of a download. */
function checkFeedback({ feedback, download }: GradeCommand, kind: DownloadKind): void {
  if (feedback === null || feedback === kind) return;
  const problem = `feedback for ${feedback} goes back under the names of its own download, and ${download} is of ${kind}`;
  throw refuse("--feedback", problem, "Leave it out, or grade the download as it came.");
}

async function gradeRows(command: GradeCommand, work: ClassWork): Promise<readonly Graded[]> {
  const { rows } = work;
  const all: (Graded | undefined)[] = rows.map(() => undefined);
  const timeLeft = new TimeLeft();
  const bar = new ProgressBar("Grading", (done, total) => `${done} of ${total}${timeLeft.words(done, total)}`);
  let [next, done] = [0, 0];
  const scripts = bundleSandbox();
  const workOff = async (): Promise<void> => {
    let sandbox: Sandbox | null = null;
    const open = (): Sandbox => (sandbox ??= new Sandbox(scripts, megabytesOf(work.keys), work.isolation));
    try {
      for (let at = next++; at < rows.length; at = next++) {
        all[at] = await gradeRow(rows[at] as ClassRow, command, work, open);
        bar.show(++done, rows.length);
      }
    } finally {
      await (sandbox as Sandbox | null)?.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(command.jobs, rows.length) }, workOff));
  bar.end();
  return all.filter((graded) => graded !== undefined);
}

async function gradeRow(
  row: ClassRow,
  { regrade }: GradeCommand,
  { keys, lms, files, comparisons }: ClassWork,
  open: () => Sandbox,
): Promise<Graded> {
  const chosen = await withFlags(await chooseHandIn(row, keys), row, comparisons);
  const known = await files.read(row.row.student);
  const isDone = !regrade && chosen.fingerprint !== "" && known?.fingerprint === chosen.fingerprint;
  if (known && isDone && known.status !== "infra_error") return known;
  const observe: Sandbox["observe"] = (jobs) => open().observe(jobs);
  const graded = await gradeStudent(row, chosen, { keys, lms, observe, now: () => new Date() });
  const whole = { ...graded, before: beforeOf(known) };
  await files.write(whole, newestOf(keys).title);
  return whole;
}

/** A result that the grader did not come to the end of, or that there was no file for, is no grade that changes. */
function beforeOf(known: Graded | null): Graded["before"] {
  if (known === null || known.fingerprint === "" || known.status === "infra_error") return known?.before ?? null;
  const { score, keeps, version, revision, fingerprint, gradedAt } = known;
  const exercises = known.exercises.map(({ id, earned }) => ({ id, earned }));
  return { score, keeps, exercises, version, revision, fingerprint, gradedAt };
}

function megabytesOf(keys: OpenKeys): number {
  return Math.max(...[...keys.values()].map(({ key }) => key.limits.megabytes));
}

/** What is said of a student for another's file changes the student's result, whenever that file comes. */
async function withFlags(chosen: Chosen, { handIns }: ClassRow, comparisons: readonly Comparison[]): Promise<Chosen> {
  const students = new Set(handIns.map(studentOf));
  const flags = comparisons.filter((each) => each.students.some((student) => students.has(student)));
  if (flags.length === 0) return chosen;
  const words = flags.map((each) => each.words);
  const fingerprint = chosen.fingerprint && (await sha256(JSON.stringify([chosen.fingerprint, ...words])));
  return { ...chosen, flags: [...chosen.flags, ...words], fingerprint };
}

function describeStranger({ by, name }: HandIn): string {
  const who = by.map((each) => each.name ?? each.key).join(", ");
  return `Not on the roster, and not graded: ${who} (${name}).`;
}
