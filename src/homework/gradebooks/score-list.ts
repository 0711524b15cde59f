import { refuse } from "../../core/errors.ts";
import { readTable } from "./csv-table.ts";
import { readPoints } from "./points.ts";

/** What one student is given, and where that was said. */
export interface Score {
  readonly student: string;
  readonly line: number;
  /** Points as they were written, `EX` for excused, or nothing yet. */
  readonly given:
    { readonly kind: "points"; readonly text: string; readonly points: number } | { readonly kind: "excused" | "none" };
}

/**
 * Reads a table of scores: the columns `student` and `score`, in any order and among others. A score is a number of points,
 * `EX` for a student who is excused, or empty where there is none yet.
 * @throws CourseError if a column is missing, or a score is none of these
 */
export function readScores(text: string, where: string): readonly Score[] {
  const { header, rows } = readTable(text, where);
  const columnOf = (name: string): number => {
    const index = header.cells.findIndex((cell) => cell.text.trim().toLowerCase() === name);
    if (index >= 0) return index;
    const titles = header.cells.map((cell) => `"${cell.text}"`).join(", ");
    throw refuse(where, `there is no column "${name}", only ${titles}`, "Its first line must name student and score.");
  };
  const [student, score] = [columnOf("student"), columnOf("score")];
  return rows.map(({ line, cells }) => {
    const key = cells[student]?.text.trim() ?? "";
    if (key === "") throw refuse(`${where}, line ${line}`, "no student is named", "Write who it is, or take it out.");
    return { student: key, line, given: readGiven(cells[score]?.text.trim() ?? "", `${where}, line ${line}`) };
  });
}

function readGiven(text: string, where: string): Score["given"] {
  if (text === "") return { kind: "none" };
  if (text.toUpperCase() === "EX") return { kind: "excused" };
  const points = readPoints(text);
  if (points !== null) return { kind: "points", text, points };
  throw refuse(where, `a score must be a number of points, got "${text}"`, "Write 7.5, EX, or nothing.");
}
