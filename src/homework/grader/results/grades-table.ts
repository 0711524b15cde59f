import type { Graded } from "../verdicts/graded.ts";
import { csvForLms, csvForPeople } from "./csv-rows.ts";

/** The class as CSV, for people and for `npm run gradebook -- --scores`. */
export function gradesTable(all: readonly Graded[]): string {
  const ids = [...new Set(all.flatMap(({ exercises }) => exercises.map(({ id }) => id)))];
  const header = ["student", "name", "status", "score", "possible", "late", "handed_in", "file", ...ids, "flags"];
  const rows = all.map((graded) => [
    ...[graded.student, graded.name, graded.status, scoreOf(graded), String(graded.possible)],
    ...[graded.late ?? "", graded.handedIn ?? "", graded.file ?? ""],
    ...ids.map((id) => String(graded.exercises.find((exercise) => exercise.id === id)?.earned ?? "")),
    [graded.problem ?? "", ...graded.flags].filter((text) => text !== "").join(" "),
  ]);
  return csvForPeople([header, ...rows]);
}

/** Students and scores as a gradebook takes them; who has no score yet keeps what stands there. */
export function scoresTable(all: readonly Graded[]): string {
  const rows = all.map((graded) => [graded.student, scoreOf(graded)]);
  return csvForLms([["student", "score"], ...rows]);
}

function scoreOf({ status, score }: Graded): string {
  return status === "excused" ? "EX" : score === null ? "" : String(score);
}
