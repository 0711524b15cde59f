import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { refuse } from "../../src/core/errors.ts";
import type { FeedbackLms } from "../../src/homework/grader/exports/feedback-zip.ts";

/** Where answers go for a program that looks for those that are alike. */
export interface AnswersOptions {
  readonly folder: string;
  /** Where it stands whose they are; null: nowhere. */
  readonly table: string | null;
}

/** What every way of grading needs. */
export interface ClassOptions {
  /** Keys of the assignment, one for each version that was released. */
  readonly keys: readonly string[];
  readonly roster: string;
  readonly out: string;
  /** The teacher's own gradebooks, of which copies are filled. */
  readonly canvas: string | null;
  readonly moodle: string | null;
  /** What people said of answers. */
  readonly manual: string | null;
  /** The LMS that gets feedback as a zip; null: the one that made the download, where it takes any. */
  readonly feedback: FeedbackLms | null;
  readonly answers: AnswersOptions | null;
}

export interface GradeCommand extends ClassOptions {
  readonly kind: "grade";
  readonly download: string;
  /** Browsers at once. */
  readonly jobs: number;
  /** The part of the class that is graded: the first of n is 0. */
  readonly shard: { readonly at: number; readonly of: number } | null;
  /** Grades everybody again, also who has been graded by the same key. */
  readonly regrade: boolean;
}

/** Makes one table of what was graded in parts. */
export interface MergeCommand extends ClassOptions {
  readonly kind: "merge";
  /** Folders that were written with --shard. */
  readonly parts: readonly string[];
}

/** Writes what grades an assignment at Gradescope. */
export interface AutograderCommand {
  readonly kind: "autograder";
  readonly keys: readonly string[];
  readonly out: string;
}

export interface HelpCommand {
  readonly kind: "help";
  readonly usage: string;
}

const where = "npm run grade";

const usage = `npm run grade -- SUBMISSIONS --key KEY.json --roster roster.csv --out graded/
  SUBMISSIONS     a zip or a folder with what students handed in, from Canvas, Moodle, Gradescope or of your own
  --key FILE      the private key that npm run assignment wrote; once for each version that was released
  --roster FILE   the class: a CSV file with the column student, and others by which downloads name the student
  --out FOLDER    results, feedback pages, tables and report.html; what lies there already is not graded again
  --canvas FILE   also fills a copy of this export from Canvas
  --moodle FILE   also fills a copy of this grading worksheet from Moodle
  --manual FILE   grades that people gave, as the report saves them: they count in the place of what the checks found,
                  and are kept in the folder; without this option those that are kept there count
  --feedback LMS  moodle or canvas: says that feedback must go back there as a zip; it is written by itself where the
                  download is of one of the two
  --answers FOLDER  writes all answers as plain files without names, for JPlag or MOSS, into a new folder
  --answers-table FILE  also writes whose they are
  --jobs N        browsers at once (half of the processor's cores)
  --shard I/N     grades one of N parts of the class, for as many computers
  --regrade       grades again what has been graded already; what changed is in regraded.csv and in the report

npm run grade -- merge PART PART … --key KEY.json --roster roster.csv --out graded/
  PART            the folders that --shard wrote

npm run grade -- autograder --key KEY.json --out autograder.zip
                  the same grader as a zip for Gradescope: setup.sh, run_autograder, the key and all that they need
`;

/**
 * Reads the command line.
 * @throws CourseError that says what would work
 */
export function readOptions(given: readonly string[]): GradeCommand | MergeCommand | AutograderCommand | HelpCommand {
  const { values, positionals } = parse(given);
  if (values.help) return { kind: "help", usage };
  const [first, ...others] = positionals;
  if (first === undefined) throw refuse(where, "no submissions are named", `Name a zip or a folder.\n${usage}`);
  const keys = values.key.length > 0 ? values.key : missing("--key", "the assignment's private key", "--key KEY.json");
  if (first === "autograder") {
    return { kind: "autograder", keys, out: values.out ?? missing("--out", "the zip", "--out autograder.zip") };
  }
  const options: ClassOptions = {
    keys,
    roster: values.roster ?? missing("--roster", "the class", "--roster roster.csv"),
    out: values.out ?? missing("--out", "where the results go", "--out graded/"),
    canvas: values.canvas ?? null,
    moodle: values.moodle ?? null,
    manual: values.manual ?? null,
    feedback: values.feedback === undefined ? null : readLms(values.feedback),
    answers: readAnswers(values),
  };
  if (first === "merge") {
    if (others.length === 0) throw refuse(where, "there is nothing to merge", "Name the folders that --shard wrote.");
    return { kind: "merge", parts: others, ...options };
  }
  if (others.length > 0)
    throw refuse(where, `one download is graded at a time, got ${positionals.length}`, "Name one.");
  const shard = values.shard === undefined ? null : readShard(values.shard);
  return { kind: "grade", download: first, jobs: readJobs(values.jobs), shard, regrade: values.regrade, ...options };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        key: { type: "string", multiple: true, default: [] },
        roster: { type: "string" },
        out: { type: "string" },
        canvas: { type: "string" },
        moodle: { type: "string" },
        manual: { type: "string" },
        feedback: { type: "string" },
        answers: { type: "string" },
        "answers-table": { type: "string" },
        jobs: { type: "string" },
        shard: { type: "string" },
        regrade: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    const problem = error instanceof Error ? error.message.replace(/\..*$/s, "") : String(error);
    throw refuse(where, problem, `It takes:\n${usage}`);
  }
}

function missing(option: string, what: string, example: string): never {
  throw refuse(where, `${option} must name ${what}`, `Add ${example}.`);
}

function readLms(text: string): FeedbackLms {
  if (text === "moodle" || text === "canvas") return text;
  const problem = `--feedback must be moodle or canvas, got "${text}"`;
  throw refuse(where, problem, "Gradescope and others get theirs from the folders results/ and feedback/.");
}

function readAnswers({ answers, "answers-table": table }: ReturnType<typeof parse>["values"]): AnswersOptions | null {
  if (answers !== undefined) return { folder: answers, table: table ?? null };
  if (table === undefined) return null;
  throw refuse(where, "--answers-table says whose answers are, and none are written", "Add --answers FOLDER.");
}

function readJobs(text: string | undefined): number {
  if (text === undefined) return Math.max(1, Math.floor(availableParallelism() / 2));
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 64) return jobs;
  throw refuse(where, `--jobs must be a whole number from 1 to 64, got "${text}"`, "Try --jobs 2.");
}

function readShard(text: string): { at: number; of: number } {
  const [, part, of] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { at: Number(part) - 1, of: Number(of) };
  if (shard.at >= 0 && shard.at < shard.of) return shard;
  throw refuse(where, `--shard must be a part of a whole, got "${text}"`, "Try --shard 1/4, the first of four.");
}
