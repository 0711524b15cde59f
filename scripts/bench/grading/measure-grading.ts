import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { readKey, type Key } from "../../../src/homework/assignment/key.ts";
import { readResults } from "../../grade/result-files.ts";
import { makeClass, type MadeClass } from "./make-class.ts";
import { runGrader, type GraderRun } from "./run-grader.ts";
import { sameScores } from "./same-scores.ts";

export interface GradingRow {
  readonly name: string;
  readonly seconds: number;
  readonly peakMb: number | null;
  /** When it began. */
  readonly load: number;
}

export interface GradingResult {
  readonly students: number;
  readonly counts: MadeClass["counts"];
  readonly rows: readonly GradingRow[];
  /** By how many the kill left a result behind. */
  readonly leftByKill: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** What is not as it should be, as sentences. */
  readonly problems: readonly string[];
}

/** Seconds for an answer: those that hang would take most of the time. */
const seconds = 8;
const parts = 4;

/**
 * Grades a class that a seed makes: killed in the middle and started again, at once, and in four parts; all three have to
 * give the same scores, and a row for everybody.
 */
export async function measureGrading(
  { students: count, seed }: { readonly students: number; readonly seed: number },
  say: (line: string) => void,
): Promise<GradingResult> {
  const folder = mkdtempSync(join(tmpdir(), "bench-grading-"));
  try {
    say("grading: building the sample assignment and a class");
    const { key, path } = buildKey(folder);
    const { students, counts } = await makeClass(folder, { students: count, seed, key, solutions: readSolutions() });
    const rows: GradingRow[] = [];
    const given = (out: string) => {
      return ["--key", path, "--roster", join(folder, "roster.csv"), "--out", join(folder, out)];
    };
    const run = async (name: string, last: readonly string[], killAt: number | null = null): Promise<GraderRun> => {
      say(`grading: ${name}`);
      const load = loadavg()[0] ?? 0;
      const done = await runGrader(last, killAt);
      rows.push({ name, seconds: done.seconds, peakMb: done.peakMb, load });
      return done;
    };
    const all = [join(folder, "in"), "--jobs", "1"];
    await run("until it was killed", [...all, ...given("killed")], 50);
    const leftByKill = readResults(join(folder, "killed")).length;
    await run("started again", [...all, ...given("killed")]);
    await run("at once", [...all, ...given("whole")]);
    for (let part = 1; part <= parts; part++)
      await run(`part ${part} of ${parts}`, [...all, ...given(`part${part}`), "--shard", `${part}/${parts}`]);
    const folders = Array.from({ length: parts }, (_, at) => join(folder, `part${at + 1}`));
    await run("merged", ["merge", ...folders, ...given("merged")]);
    const problems = sameScores(
      students.map(({ student }) => student),
      ["killed", "whole", "merged"].map((name) => ({ name, results: readResults(join(folder, name)) })),
    );
    const found = readResults(join(folder, "whole")).map(({ status }) => status);
    const statuses = Object.fromEntries(
      [...new Set(found)].map((status) => [status, found.filter((each) => each === status).length]),
    );
    return { students: count, counts, rows, leftByKill, statuses, problems };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The sample assignment as it is released, with less time for an answer: beside the modules that the key names. */
function buildKey(folder: string): { readonly key: Key; readonly path: string } {
  const out = join(folder, "released");
  const build = ["scripts/assignment.ts", "build", "homework-sample/assignment.yaml"];
  execFileSync(process.execPath, [...build, "--site", "https://example.org/", "--out", out]);
  const released = join(out, "gradients-and-blocks/v1/r1");
  const key = readKey(readFileSync(join(released, "key.json"), "utf8"), "key.json");
  const path = join(released, "key-with-less-time.json");
  writeFileSync(path, JSON.stringify({ ...key, limits: { ...key.limits, seconds } }));
  return { key, path };
}

function readSolutions(): Readonly<Record<string, string>> {
  const folder = "homework-sample/solutions";
  const names = readdirSync(folder).filter((name) => name.endsWith(".js"));
  return Object.fromEntries(
    names.map((name) => [name.slice(0, -".js".length), readFileSync(join(folder, name), "utf8")]),
  );
}
