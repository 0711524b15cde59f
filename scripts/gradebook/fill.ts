import { writeFileSync } from "node:fs";
import { readCanvasExport } from "../../src/homework/gradebooks/canvas-export.ts";
import { fillGradebook, type FilledGradebook } from "../../src/homework/gradebooks/fill-gradebook.ts";
import type { Gradebook } from "../../src/homework/gradebooks/gradebook.ts";
import { readMoodleWorksheet } from "../../src/homework/gradebooks/moodle-worksheet.ts";
import { readScores } from "../../src/homework/gradebooks/score-list.ts";
import type { FillCommand } from "./options.ts";
import { printable } from "./printable.ts";
import { readCsvFile } from "./read-file.ts";

/** As many names as can be taken in. */
const named = 10;

/**
 * Fills a gradebook and writes it under its new name.
 * @returns what was done, in words
 * @throws CourseError that says everything that is wrong; nothing is written then
 */
export function fill(command: FillCommand): string {
  const read = command.lms === "canvas" ? readCanvasExport : readMoodleWorksheet;
  const book = read(readCsvFile(command.gradebook), command.gradebook, command.column);
  const scores = readScores(readCsvFile(command.scores), command.scores);
  const { bonus, possible } = command;
  const done = fillGradebook(book, scores, { bonus, possible, where: command.scores });
  writeFileSync(command.out, done.text);
  return describe(done, book, command.out);
}

function describe({ filled, left }: FilledGradebook, { column, students }: Gradebook, out: string): string {
  const lines = [`${filled} of ${students.length} students have a score in "${column}" of ${out}.`];
  if (left.length > 0) {
    const labels = left.slice(0, named).map(({ label }) => printable(label));
    const more = left.length - labels.length;
    lines.push(`No score, and nothing changed, for: ${labels.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`);
  }
  return `${lines.join("\n")}\n`;
}
