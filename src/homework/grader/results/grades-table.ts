import type { Graded } from "../verdicts/graded.ts";

/**
 * The class as CSV, for people and for `npm run gradebook -- --scores`. A program for tables takes a cell that begins with
 * `=`, `+`, `-` or `@` for a formula: such a text begins with an apostrophe here, and everything is quoted.
 */
export function gradesTable(all: readonly Graded[]): string {
  const ids = [...new Set(all.flatMap(({ exercises }) => exercises.map(({ id }) => id)))];
  const header = ["student", "name", "status", "score", "possible", "late", "file", ...ids, "flags"];
  const rows = all.map((graded) => [
    ...[graded.student, graded.name, graded.status, scoreOf(graded), String(graded.possible)],
    ...[graded.late ?? "", graded.file ?? ""],
    ...ids.map((id) => String(graded.exercises.find((exercise) => exercise.id === id)?.earned ?? "")),
    [graded.problem ?? "", ...graded.flags].filter((text) => text !== "").join(" "),
  ]);
  return [header, ...rows].map((row) => `${row.map(quote).join(",")}\r\n`).join("");
}

/** Students and scores as a gradebook takes them; who has no score yet keeps what stands there. */
export function scoresTable(all: readonly Graded[]): string {
  const rows = all.map((graded) => [graded.student, scoreOf(graded)]);
  return [["student", "score"], ...rows].map((row) => `${row.map(quoteAsIs).join(",")}\r\n`).join("");
}

function scoreOf({ status, score }: Graded): string {
  return status === "excused" ? "EX" : score === null ? "" : String(score);
}

function quote(text: string): string {
  return quoteAsIs(/^[=+\-@\t\r]/.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text);
}

function quoteAsIs(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
