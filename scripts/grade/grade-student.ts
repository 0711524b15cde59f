import { CourseError } from "../../src/core/errors.ts";
import { variantSeed } from "../../src/homework/assignment/draw-variant.ts";
import { sha256 } from "../../src/homework/assignment/hashes.ts";
import type { Key } from "../../src/homework/assignment/key.ts";
import type { DownloadKind, HandIn } from "../../src/homework/downloads/hand-in.ts";
import type { ClassRow } from "../../src/homework/grader/class-list.ts";
import { statusOf, type Graded } from "../../src/homework/grader/verdicts/graded.ts";
import { gradeSubmission, type GradingTools } from "../../src/homework/grader/verdicts/grade-submission.ts";
import { latenessOf } from "../../src/homework/grader/verdicts/lateness.ts";
import { totalOf } from "../../src/homework/grader/verdicts/total.ts";
import { readSubmission, type ReadSubmission } from "../../src/homework/submission/read-submission.ts";
import type { OpenKey, OpenKeys } from "./read-keys.ts";
import { newestOf } from "./read-keys.ts";

/** What was found to grade of a student: a file that can be read, or the reason why there is none. */
export interface Chosen {
  readonly handIn: HandIn | null;
  readonly read: ReadSubmission | null;
  readonly status: "missing" | "ungradable" | "excused" | null;
  readonly problem: string | null;
  readonly flags: readonly string[];
  readonly opened: OpenKey | null;
  readonly fingerprint: string;
}

const where = "submission";

/** Chooses the latest of a student's files that can be read; who has several is flagged, whatever is chosen. */
export async function chooseHandIn({ row, handIns }: ClassRow, keys: OpenKeys): Promise<Chosen> {
  const newest = newestOf(keys);
  const nothing = { handIn: null, read: null, problem: null, flags: [], opened: null, fingerprint: "" };
  if (extensionOf(newest, row.keys)?.excused) return { ...nothing, status: "excused" };
  if (handIns.length === 0) return { ...nothing, status: "missing" };
  const flags = handIns.length > 1 ? [`There are ${handIns.length} files; the latest that can be read counts.`] : [];
  const refusals: string[] = [];
  for (const handIn of handIns) {
    const found = await readOne(handIn, keys);
    if (typeof found === "string") {
      refusals.push(`${handIn.name}: ${found}`);
      continue;
    }
    const { opened, read, bytes } = found;
    const fingerprint = await fingerprintOf(opened.text, handIn, bytes);
    return { handIn, read, opened, status: null, problem: null, flags: [...flags, ...refusals], fingerprint };
  }
  return { ...nothing, status: "ungradable", problem: refusals.join(" "), flags, handIn: handIns[0] ?? null };
}

/** Of the key, the time and the file, each by itself: where one differs, that is why it is graded again. */
async function fingerprintOf(key: string, { when, late }: HandIn, bytes: Uint8Array): Promise<string> {
  const file = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
  const parts = [key, JSON.stringify([when, late]), file.join()];
  return (await Promise.all(parts.map(sha256))).join(" ");
}

interface Found {
  readonly opened: OpenKey;
  readonly read: ReadSubmission;
  readonly bytes: Uint8Array;
}

/** @returns why not, as a sentence */
async function readOne({ refusal, file }: HandIn, keys: OpenKeys): Promise<Found | string> {
  const reason = refusal ?? file.refusal;
  if (reason !== null) return `${reason}.`;
  try {
    const bytes = file.read();
    const read = await readSubmission(bytes, where, newestOf(keys).assignment);
    const opened = keys.get(read.submission.version);
    if (opened !== undefined) return { opened, read, bytes };
    return `it was made with version ${read.submission.version} of the assignment, whose key was not given.`;
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    return error.message.replace(`${where}: `, "");
  }
}

/** Grades what was chosen; a row for everybody, also for who handed in nothing. */
export async function gradeStudent(
  { row, names }: ClassRow,
  chosen: Chosen,
  {
    keys,
    lms,
    observe,
    now,
  }: {
    readonly keys: OpenKeys;
    readonly lms: DownloadKind;
    readonly observe: GradingTools["observe"];
    readonly now: () => Date;
  },
): Promise<Graded> {
  const { handIn, read, opened, status, problem, flags, fingerprint } = chosen;
  const facts = { student: row.student, name: row.name, file: handIn?.name ?? null, handedIn: handIn?.when ?? null };
  const { version, revision } = opened?.key ?? newestOf(keys);
  const origin = { path: handIn?.file.path ?? null, lms, version, revision, before: null };
  const since = now();
  const base = {
    ...facts,
    ...origin,
    problem,
    fingerprint,
    gradedAt: since.toISOString(),
    late: null,
    keeps: 1,
    seconds: 0,
  };
  if (read === null || opened === null || handIn === null) {
    const { possible } = totalOf(blank(newestOf(keys)), { keeps: 1, words: null, flag: null });
    // Nobody is given a zero here: the download may call the student otherwise than the roster.
    return { ...base, status: status ?? "missing", score: null, possible, exercises: [], flags: [...flags] };
  }
  const { key, loadModule } = opened;
  const exercises = await gradeSubmission(read.submission, key, { observe, loadModule });
  const due = extensionOf(key, row.keys)?.due ?? key.due;
  const lateness = latenessOf(handIn, due, key);
  const total = totalOf(exercises, lateness);
  const all = [
    ...flags,
    ...read.flags,
    ...(lateness.flag === null ? [] : [lateness.flag]),
    ...(await claims(read, key, names)),
  ];
  return {
    ...base,
    ...{
      status: statusOf(exercises),
      score: total.score,
      possible: total.possible,
      exercises: [...exercises],
      flags: all,
    },
    ...{ late: lateness.words, keeps: lateness.keeps, seconds: (now().getTime() - since.getTime()) / 1000 },
  };
}

function blank({ exercises }: Key): Graded["exercises"] {
  const nothing = { earned: 0, status: "missing" as const, checks: [], words: "", flags: [], answer: null };
  return exercises.map(({ id, kind, bonus, points }) => ({ id, kind, bonus, possible: points, ...nothing }));
}

function extensionOf(
  { extensions }: Key,
  keys: readonly string[],
): { readonly due?: string; readonly excused?: true } | null {
  const name = Object.keys(extensions).find((student) => keys.includes(student));
  return name === undefined ? null : (extensions[name] ?? null);
}

/** What a file says of itself and the key says otherwise: the key counts. */
async function claims({ submission }: ReadSubmission, key: Key, keys: readonly string[]): Promise<readonly string[]> {
  const { student, answers, buildHash } = submission;
  const seed = await variantSeed(key.assignment, student.id);
  const known = new Set(key.exercises.map(({ id }) => id));
  const strange = answers.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  return [
    ...(keys.some((each) => same(each, student.id)) ? [] : [`The file names the student "${student.id}".`]),
    ...(submission.variantSeed === seed ? [] : ["The file names another seed than that of the student's id."]),
    ...(buildHash === key.buildHash ? [] : ["The file names another build of the assignment."]),
    ...(strange.length > 0 ? [`There are answers to what was not asked: ${strange.join(", ")}.`] : []),
  ];
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
