import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Random } from "../../../src/core/random.ts";
import { drawVariant, variantSeed } from "../../../src/homework/assignment/draw-variant.ts";
import type { Key } from "../../../src/homework/assignment/key.ts";
import type { Answer, Submission } from "../../../src/homework/submission/submission.ts";
import { submissionPage } from "../../../src/homework/submission/write-submission.ts";
import { shares, type Kind } from "./kinds.ts";
import { spoil } from "./spoil.ts";

export interface MadeClass {
  readonly students: readonly { readonly student: string; readonly kind: Kind }[];
  /** What each kind is handed in by. */
  readonly counts: Readonly<Record<Kind, number>>;
}

interface Wanted {
  readonly students: number;
  readonly seed: number;
  readonly key: Key;
  /** Code that earns all points, by exercise. */
  readonly solutions: Readonly<Record<string, string>>;
}

/** Writes a class's submissions into `in/` and `roster.csv`; the same seed makes the same class. */
export async function makeClass(folder: string, { students: count, seed, key, solutions }: Wanted): Promise<MadeClass> {
  const random = new Random(seed, "class");
  const students: { student: string; kind: Kind }[] = [];
  const counts = { good: 0, partial: 0, broken: 0, hostile: 0, unreadable: 0, absent: 0 };
  mkdirSync(join(folder, "in"), { recursive: true });
  for (let at = 0; at < count; at++) {
    const student = `g${String(at + 1).padStart(4, "0")}`;
    const kind = drawKind(random);
    students.push({ student, kind });
    counts[kind]++;
    const good = await submissionOf(student, key, solutions);
    const text = spoil(kind, await submissionPage({ ...good, answers: answersOf(kind, good.answers, random) }), random);
    if (text !== null) writeFileSync(join(folder, `in/${student}.html`), text);
  }
  const roster = ["student", ...students.map(({ student }) => student)];
  writeFileSync(join(folder, "roster.csv"), roster.map((line) => `${line}\n`).join(""));
  return { students, counts };
}

function drawKind(random: Random): Kind {
  let left = random.uniform();
  for (const [kind, share] of Object.entries(shares) as [keyof typeof shares, number][]) {
    if ((left -= share) < 0) return kind;
  }
  return "absent";
}

async function submissionOf(student: string, key: Key, solutions: Wanted["solutions"]): Promise<Submission> {
  const seed = await variantSeed(key.assignment, student);
  const { assignment, version, buildHash } = key;
  const answers = key.exercises.map(({ id, variants }): Answer => {
    const answer = drawVariant(seed, id, variants)?.answer;
    if (answer === undefined) return { id, source: solutions[id] ?? "" };
    return { id, text: "option" in answer ? answer.option : String(answer.number) };
  });
  return {
    ...{ format: "residual-course-submission", schema: 1, assignment, version, buildHash, variantSeed: seed, answers },
    ...{ attemptId: `attempt of ${student}`, savedAt: "2026-01-01T00:00:00Z", student: { id: student, name: "" } },
    ...{ extraCells: [], env: { ua: "", backend: "" }, statement: "" },
  };
}

/** One answer is other than good, or some are missing. */
function answersOf(kind: Kind, answers: readonly Answer[], random: Random): Answer[] {
  if (kind === "partial") return answers.filter(() => random.uniform() < 0.6);
  const changes = kind === "broken" ? mistakes : kind === "hostile" ? attacks : null;
  const code = answers.filter((answer) => "source" in answer);
  const chosen = code[random.integer(code.length)];
  const change = changes?.[random.integer(changes.length)];
  return answers.map((answer) => (answer === chosen && change ? { ...chosen, source: change(chosen.source) } : answer));
}

type Change = (source: string) => string;

const mistakes: readonly Change[] = [
  (source) => source.slice(0, -3),
  (source) => `missing();\n${source}`,
  (source) => source.replaceAll(/\d/g, "0"),
  (source) => source.replaceAll("return", "return -"),
];

const attacks: readonly Change[] = [
  (source) => `while (true) {}\n${source}`,
  (source) => `await new Promise(() => {});\n${source}`,
  (source) => `const hoard = []; while (true) hoard.push(new Uint8Array(5e7).fill(1));\n${source}`,
  (source) => `for (let at = 0; at < 200000; at++) console.log("x".repeat(100));\n${source}`,
  (source) => `try { fetch("http://127.0.0.1:9/"); } catch {}\n${source}`,
  (source) => `Array.prototype.push = () => 0; Math.abs = () => 0; JSON.stringify = () => "{}";\n${source}`,
  (source) => `close();\n${source}`,
];
