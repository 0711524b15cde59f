import { groupBy } from "../../../core/group-by.ts";
import { hashStarter, sha256 } from "../../assignment/hashes.ts";
import type { Key } from "../../assignment/key.ts";
import { csvForPeople } from "../results/csv-rows.ts";
import type { Graded, GradedExercise } from "../verdicts/graded.ts";

/** Answers for a program that looks for those that are alike. */
export interface AnswerFiles {
  /** By path: a folder for each exercise, with the submissions, a folder each, and what everybody started from. */
  readonly files: ReadonlyMap<string, string>;
  /** Whose the folders are, as CSV: it stays with the teacher. */
  readonly table: string;
  readonly submissions: number;
  /** Exercises without the text that everybody started from: the chapter's is another one today. */
  readonly withoutStarter: readonly string[];
}

export interface AnswerSource {
  readonly key: Key;
  /** Of the key's file: who does not have it cannot guess by the names of folders whose they are. */
  readonly keyText: string;
  /** What the chapters' exercises begin with today, by id. */
  readonly starters: ReadonlyMap<string, string>;
}

/** Numbers and choices are alike wherever they are right. */
const endings: Readonly<Record<string, string>> = { code: "js", experiment: "js", text: "txt" };

/** One plain file for each submission and exercise; a group is one submission. What nobody wrote is left out. */
export async function answerFiles(all: readonly Graded[], source: AnswerSource): Promise<AnswerFiles> {
  const { key, keyText, starters } = source;
  const files = new Map<string, string>();
  const rows: string[][] = [];
  const submissions = groupBy(all, ({ path, student }) => path ?? `student ${student}`);
  for (const members of submissions.values()) {
    const [first] = members as [Graded, ...Graded[]];
    const written = first.exercises.filter(isWritten);
    if (written.length === 0) continue;
    const id = `s-${(await sha256(JSON.stringify([keyText, first.student]))).slice(0, 10)}`;
    for (const each of written) files.set(pathOf(each, `submissions/${id}`), each.answer ?? "");
    rows.push(...members.map(({ student, name, file }) => [id, student, name, file ?? ""]));
  }
  const withoutStarter: string[] = [];
  for (const exercise of key.exercises) {
    if (endings[exercise.kind] === undefined || exercise.starterHash === null) continue;
    const starter = starters.get(exercise.id);
    if (starter === undefined || (await hashStarter(starter)) !== exercise.starterHash)
      withoutStarter.push(exercise.id);
    else files.set(pathOf(exercise, "base"), starter);
  }
  const table = csvForPeople([["folder", "student", "name", "file"], ...rows]);
  return { files, table, submissions: new Set(rows.map(([id]) => id)).size, withoutStarter };
}

function isWritten({ kind, status, answer }: GradedExercise): boolean {
  return endings[kind] !== undefined && status !== "not-attempted" && (answer ?? "").trim() !== "";
}

function pathOf({ id, kind }: Pick<GradedExercise, "id" | "kind">, folder: string): string {
  return `${id}/${folder}/${id}.${endings[kind] ?? "txt"}`;
}
