import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folderFiles } from "../../../src/homework/downloads/folder-files.ts";
import type { HandIn } from "../../../src/homework/downloads/hand-in.ts";
import type { ClassRow } from "../../../src/homework/grader/class-list.ts";
import { gradescopeResults } from "../../../src/homework/grader/results/gradescope-results.ts";
import type { Graded } from "../../../src/homework/grader/verdicts/graded.ts";
import type { SandboxScripts } from "../bundle-sandbox.ts";
import { chooseHandIn, gradeStudent } from "../grade-student.ts";
import { newestOf, readKeys, type OpenKeys } from "../read-keys.ts";
import { Sandbox } from "../sandbox.ts";
import { withScore } from "./gradescope-score.ts";
import { readMetadata, type Metadata } from "./metadata.ts";

/** Where Gradescope's container has everything, and what of it was in the zip. */
export interface Container {
  /** `/autograder` there. */
  readonly root: string;
  /** From `source/`. */
  readonly keys: readonly string[];
  readonly scripts: SandboxScripts;
}

/** Grades the one submission that a container was started for. @returns what Gradescope reads */
export async function gradeOne({ root, keys: paths, scripts }: Container): Promise<object> {
  const at = join(root, "submission_metadata.json");
  const metadata = readMetadata(readFileSync(at, "utf8"), at);
  const given = readKeys(paths.map((path) => join(root, "source", path)));
  const keys = withDue(given, metadata.due);
  const row = rowOf(metadata, folderFiles(join(root, "submission")));
  const megabytes = Math.max(...[...keys.values()].map(({ key }) => key.limits.megabytes));
  const sandbox = new Sandbox(scripts, megabytes);
  try {
    const observe: Sandbox["observe"] = (jobs) => sandbox.observe(jobs);
    const tools = { keys, lms: "gradescope", observe, now: () => new Date() } as const;
    const graded = await gradeStudent(row, await chooseHandIn(row, keys), tools);
    const flagged: Graded = { ...graded, flags: [...graded.flags, ...flagsOf(metadata, newestOf(given).due)] };
    return withScore(gradescopeResults(flagged, flagged), flagged);
  } finally {
    await sandbox.close();
  }
}

/** The date at Gradescope counts, since extensions are given there; one that the key gives to a student comes first. */
function withDue(keys: OpenKeys, due: string | null): OpenKeys {
  if (due === null) return keys;
  return new Map([...keys].map(([version, opened]) => [version, { ...opened, key: { ...opened.key, due } }]));
}

function rowOf({ users, when }: Metadata, files: ReturnType<typeof folderFiles>): ClassRow {
  const by = users.map(({ key, name }) => ({ key, name: name === "" ? null : name }));
  const handIns = files.map((file): HandIn => ({ by, when, late: null, name: file.path, file, refusal: null }));
  const names = users.flatMap(({ keys }) => keys);
  const row = { student: users[0]?.key ?? "", name: users.map(({ name }) => name).join(", "), keys: names };
  return { row, names, handIns };
}

/** For the teacher, in `extra_data`. */
function flagsOf({ when, due, lateDue, scoresBefore }: Metadata, keyDue: string): readonly string[] {
  const best = Math.max(...scoresBefore.map((score) => score ?? -Infinity));
  const before = `Hand-ins before this one: ${scoresBefore.length}${best > -Infinity ? `, with ${best} points at best` : ""}.`;
  return [
    ...(due !== null && Date.parse(due) !== Date.parse(keyDue)
      ? [`Due ${due} at Gradescope, ${keyDue} by the key.`]
      : []),
    ...(lateDue !== null && Date.parse(when) > Date.parse(lateDue)
      ? [`It came after the late due date, ${lateDue}.`]
      : []),
    ...(scoresBefore.length > 0 ? [before] : []),
  ];
}
