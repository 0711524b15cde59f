import { alignColumns } from "../table.ts";
import type { GradingResult } from "./measure-grading.ts";

/** What a class costs, and whether it came out the same each time. */
export function printGrading({ students, counts, rows, leftByKill, statuses, problems }: GradingResult): string {
  const titles = ["seconds", "a student", "peak MB", "load", "run"];
  const cells = rows.map(({ name, seconds, peakMb, load }) => [
    seconds.toFixed(1),
    name === "at once" ? (seconds / students).toFixed(2) : "–",
    peakMb === null ? "–" : peakMb.toFixed(0),
    load.toFixed(1),
    name,
  ]);
  const list = (counted: Readonly<Record<string, number>>): string =>
    Object.entries(counted)
      .map(([name, count]) => `${count} ${name}`)
      .join(", ");
  return [
    `A class of ${students}: ${list(counts)}`,
    ...alignColumns([titles, ...cells], titles.indexOf("run")),
    `Killed with ${leftByKill} results; at the end ${list(statuses)}.`,
    problems.length === 0
      ? "Everybody has a row, with the same scores in all three gradings."
      : problems.slice(0, 20).join("\n"),
    "",
  ].join("\n");
}
