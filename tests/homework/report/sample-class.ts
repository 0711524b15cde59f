import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawVariant, variantSeed } from "../../../src/homework/assignment/draw-variant.ts";
import type { Key, KeyExercise } from "../../../src/homework/assignment/key.ts";
import type { Submission } from "../../../src/homework/submission/submission.ts";
import { submissionPage } from "../../../src/homework/submission/write-submission.ts";
import { sampleKey } from "../grader/sample-key.ts";
import { sample } from "../submission/sample.ts";

/** What a student of another mind writes. */
export const hostile =
  '</script><script>globalThis.ran = 1</script><img src=x onerror="ran = 1">=HYPERLINK("x") __proto__';

/** A key by which everything is graded without a browser: a text with a rubric, a number, and a number on top. */
export async function textKey(changes: Partial<Key> = {}): Promise<Key> {
  const key = await sampleKey();
  const number = key.exercises[2] as KeyExercise;
  const why: KeyExercise = {
    ...{ ...number, id: "why", kind: "text", points: 3, variants: [] },
    rubric: [
      { id: "way", words: "Names the way around", points: 2 },
      { id: "sum", words: "Names the sum", points: 1 },
    ],
  };
  const bonus: KeyExercise = { ...number, id: "extra", bonus: true, points: 0.5 };
  return {
    ...key,
    exercises: [why, number, bonus],
    groups: [{ name: "Group A", students: ["s01", "s02"] }],
    extensions: { s03: { due: "2026-05-20T22:00:00Z" }, s04: { excused: true } },
    ...changes,
  };
}

interface Student {
  readonly name: string;
  /** null: nothing is handed in under this name. */
  readonly text: string | null;
  /** ISO 8601. */
  readonly when?: string;
  readonly bonus?: boolean;
}

const inTime = "2026-05-10T20:00:00Z";
const late = "2026-05-11T10:00:00Z";

const students: Readonly<Record<string, Student>> = {
  s01: { name: "Ada Example", text: "The gradient has a way around.", bonus: true },
  s02: { name: "Bo Example", text: null },
  s03: { name: "Cy Example", text: "It is a sum.", when: late },
  s04: { name: "Di Example", text: "I was ill." },
  s05: { name: "Eli Example", text: "It came late.", when: late },
  s06: { name: "Fay Example", text: null },
  s07: { name: "__proto__", text: hostile },
};

/** Writes a class as a teacher has it: a Gradescope export, which says when, the roster, the key and Canvas' gradebook. */
export async function writeClass(folder: string, key: Key): Promise<void> {
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const entries = Object.entries(students);
  write("key.json", JSON.stringify(key));
  write("roster.csv", ["student,name", ...entries.map(([id, { name }]) => `${id},${name}`)].join("\n"));
  const line = ([id, { name }]: (typeof entries)[number]) => `"${name}",9${id.slice(1)},${id},1,\r\n`;
  const head = "Student,ID,SIS Login ID,Section,Homework (77)\r\n    Points Possible,,,,4\r\n";
  write("canvas.csv", head + entries.map(line).join(""));
  const handedIn = entries.filter(([, { text }]) => text !== null);
  write("in/submission_metadata.yml", handedIn.map(([id, student]) => metadata(id, student)).join(""));
  for (const [id, { text, bonus }] of handedIn) {
    write(`in/submission_${id}/hw.html`, await submissionPage(await submissionOf(id, text ?? "", key, bonus)));
  }
}

function metadata(id: string, { name, when = inTime }: Student): string {
  return `submission_${id}:\n  :submitters:\n  - :name: "${name}"\n    :sid: ${id}\n  :created_at: ${when.replace("T", " ").replace("Z", " Z")}\n`;
}

async function submissionOf(id: string, text: string, key: Key, bonus = false): Promise<Submission> {
  const variantSeedOfStudent = await variantSeed(key.assignment, id);
  const right = (exercise: string): string => {
    const variants = key.exercises.find((each) => each.id === exercise)?.variants ?? [];
    const answer = drawVariant(variantSeedOfStudent, exercise, variants)?.answer;
    return answer && "number" in answer ? String(answer.number) : "";
  };
  return {
    ...{ ...sample, version: key.version, buildHash: key.buildHash, extraCells: [] },
    // Two students hand in one attempt.
    attemptId: `attempt of ${id === "s07" ? "s05" : id}`,
    ...{ variantSeed: variantSeedOfStudent, student: { id, name: id }, savedAt: "2026-05-09T10:00:00Z" },
    answers: [
      { id: "why", text },
      { id: "c2-depth", text: right("c2-depth") },
      { id: "extra", text: bonus ? right("extra") : "0" },
    ],
  };
}
