import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { refuse } from "../../src/core/errors.ts";
import { readPoints } from "../../src/homework/gradebooks/points.ts";

/** Puts scores into a gradebook. */
export interface FillCommand {
  readonly kind: "fill";
  readonly scores: string;
  readonly lms: "canvas" | "moodle";
  /** The teacher's own file, which is read and never written. */
  readonly gradebook: string;
  readonly out: string;
  /** Title or number of the column; null: the only one. */
  readonly column: string | null;
  /** null: what the gradebook says. */
  readonly possible: number | null;
  readonly bonus: boolean;
}

/** Says who handed in what. */
export interface ListCommand {
  readonly kind: "list";
  /** A zip file, or a folder. */
  readonly download: string;
  /** The id of the assignment that is graded; null: any. */
  readonly assignment: string | null;
}

/** Writes what was handed in as pages that are safe to open. */
export interface PagesCommand extends Omit<ListCommand, "kind"> {
  readonly kind: "pages";
  /** A folder that is new, or empty. */
  readonly out: string;
}

/** Says which options there are. */
export interface HelpCommand {
  readonly kind: "help";
  readonly usage: string;
}

export type GradebookCommand = FillCommand | ListCommand | PagesCommand | HelpCommand;

const where = "npm run gradebook";

const usage = `npm run gradebook -- --scores FILE --canvas FILE --out FILE [options]
  --scores FILE   a table with the columns student and score; a score is a number, EX, or nothing
  --canvas FILE   the gradebook as it was exported from Canvas: students by ID or SIS Login ID
  --moodle FILE   in its place: the grading worksheet of a Moodle assignment; students by identifier
  --out FILE      the same file, with the scores in one column
  --column TITLE  that column, or the number that Canvas puts behind its title (the only one)
  --points N      how many points are possible, where the file does not say
  --bonus         take more points than are possible

npm run gradebook -- --list PATH
  PATH            a zip or a folder with what students handed in, from Canvas, Moodle, Gradescope or of your own: who
                  handed in what and when, and why a file cannot be read
  --assignment ID name the assignment, so that files of another are told

npm run gradebook -- --pages PATH --out FOLDER
  PATH            the same; each submission becomes a page in which nothing can run
`;

/**
 * Reads the command line.
 * @throws CourseError that says what would work
 */
export function readOptions(given: readonly string[]): GradebookCommand {
  const values = parse(given);
  if (values.help) return { kind: "help", usage };
  if (values.list !== undefined) return readListOptions(values, values.list);
  if (values.pages !== undefined) return readPagesOptions(values, values.pages);
  refuseOthers(values, fillNames, "a gradebook");
  const { scores, canvas, moodle, out } = values;
  const gradebook = canvas ?? moodle;
  if (gradebook === undefined) throw refuse(where, "no gradebook is named", "Add --canvas FILE or --moodle FILE.");
  if (canvas !== undefined && moodle !== undefined) {
    throw refuse(where, "--canvas and --moodle are two gradebooks", "Run it once for each.");
  }
  if (scores === undefined) throw refuse(where, "no scores are named", "Add --scores FILE.");
  if (out === undefined) throw refuse(where, "--out must say where the filled gradebook goes", "Add --out FILE.");
  if ([gradebook, scores].some((path) => resolve(path) === resolve(out))) {
    throw refuse(where, `--out would overwrite ${out}`, "Give it another name, and keep the file as it was exported.");
  }
  return {
    ...{ kind: "fill", scores, lms: canvas === undefined ? "moodle" : "canvas", gradebook, out },
    column: values.column ?? null,
    possible: values.points === undefined ? null : readPossible(values.points),
    bonus: values.bonus,
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        scores: { type: "string" },
        canvas: { type: "string" },
        moodle: { type: "string" },
        out: { type: "string" },
        column: { type: "string" },
        points: { type: "string" },
        bonus: { type: "boolean", default: false },
        list: { type: "string" },
        pages: { type: "string" },
        assignment: { type: "string" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    const problem = error instanceof Error ? error.message.replace(/\..*$/s, "") : String(error);
    throw refuse(where, problem, `It takes:\n${usage}`);
  }
}

type Values = ReturnType<typeof parse>;

const fillNames = ["scores", "canvas", "moodle", "out", "column", "points", "bonus"];

function readListOptions(values: Values, download: string): ListCommand {
  refuseOthers(values, ["list", "assignment"], "--list");
  return { kind: "list", download, assignment: values.assignment ?? null };
}

function readPagesOptions(values: Values, download: string): PagesCommand {
  refuseOthers(values, ["pages", "out", "assignment"], "--pages");
  if (values.out === undefined) throw refuse(where, "--out must say where the pages go", "Add --out FOLDER.");
  return { kind: "pages", download, out: values.out, assignment: values.assignment ?? null };
}

function refuseOthers(values: Values, taken: readonly string[], who: string): void {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== false);
  const other = given.find(([name]) => !taken.includes(name));
  if (other !== undefined) throw refuse(where, `${who} takes no --${other[0]}`, "Leave it out.");
}

function readPossible(text: string): number {
  const points = readPoints(text);
  if (points !== null && points > 0) return points;
  throw refuse(where, `--points must be a number above zero, got "${text}"`, "Try --points 20.");
}
