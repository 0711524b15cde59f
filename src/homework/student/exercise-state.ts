import { cellSourceHash } from "../../notebook/cell-hashes.ts";
import type { Manifest } from "../assignment/manifest.ts";

export type AssignedExercise = Manifest["exercises"][number];
export type DrawnVariant = AssignedExercise["variants"][number];

/** How far an exercise is. No word says that an answer is right: the page does not know it. */
export type ExerciseState = "not begun" | "begun" | "visible checks passed" | "answered";

/** Whether the answer is a text of the student's own: a drawn question, or an exercise that a person reads. */
export function isWords({ kind, variants }: Pick<AssignedExercise, "kind" | "variants">): boolean {
  return variants.length > 0 || kind === "text";
}

/** Names a question by its words: under another version the same words are the same question. */
export function questionKey({ prompt, options = [] }: DrawnVariant): string {
  return cellSourceHash(JSON.stringify([prompt, options.map(({ words }) => words)]));
}

/**
 * @param text the answer; null or blank: none
 * @param passed `cellSourceHash` of the answer that passed the visible checks
 */
export function stateOf(exercise: AssignedExercise, text: string | null, passed: string | null): ExerciseState {
  if (text === null || text.trim() === "") return "not begun";
  if (isWords(exercise)) return "answered";
  return passed === cellSourceHash(text) ? "visible checks passed" : "begun";
}

/**
 * The answer that inputs give, as code that defines the same names: the grader runs code.
 * @returns null where none of the names was answered
 */
export function sourceOfValues(defines: readonly string[], values: ReadonlyMap<string, unknown>): string | null {
  const given = defines.filter((name) => values.has(name));
  return given.length === 0
    ? null
    : given.map((name) => `const ${name} = ${JSON.stringify(values.get(name))};\n`).join("");
}
