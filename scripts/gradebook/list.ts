import { CourseError } from "../../src/core/errors.ts";
import { describeBytes } from "../../src/core/byte-size.ts";
import { groupBy } from "../../src/core/group-by.ts";
import type { Download, HandIn } from "../../src/homework/downloads/hand-in.ts";
import { withDownload } from "./open-download.ts";

const kinds = { canvas: "Canvas", moodle: "Moodle", gradescope: "Gradescope", folder: "a plain folder" };

/**
 * Who handed in what and when, by the names in a download, and why a file cannot be read.
 * @returns a table as text
 */
export function list(path: string): string {
  return withDownload(path, (download) => {
    const rows = download.handIns.map((handIn) => [
      handIn.by.map(({ key }) => key).join(", "),
      handIn.by.map(({ name }) => name ?? "").join(", "),
      handIn.late === null ? "" : handIn.late ? "late" : "in time",
      handIn.when ?? "",
      handIn.name,
      describeBytes(handIn.file.bytes),
      stateOf(handIn),
    ]);
    const table = [["student", "name", "due", "handed in", "file", "size", "state"], ...rows];
    return [...headline(download, path), ...alignColumns(table), ...footnotes(download), ""].join("\n");
  });
}

function headline({ kind, handIns }: Download, path: string): string[] {
  const students = new Set(handIns.flatMap(({ by }) => by.map(({ key }) => key)));
  return [
    `${path}, from ${kinds[kind]}: ${counted(handIns.length, "file")} of ${counted(students.size, "student")}`,
    "",
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function stateOf({ refusal, file }: HandIn): string {
  const reason = refusal ?? file.refusal;
  if (reason !== null) return `not read: ${reason}`;
  try {
    file.read();
    return "read";
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    return `not read: ${error.message}`;
  }
}

function footnotes({ handIns, others }: Download): string[] {
  const ofOne = groupBy(handIns, ({ by }) => by.map(({ key }) => key).join(", "));
  const several = [...ofOne].filter(([, files]) => files.length > 1).map(([key]) => printable(key));
  const notes: string[] = [];
  if (several.length > 0) notes.push("", `More than one file: ${several.join("; ")}.`);
  for (const { path, refusal } of others) {
    notes.push("", `${printable(path)}: nothing says whose it is${refusal === null ? "" : `, and ${refusal}`}.`);
  }
  return notes;
}

function alignColumns(table: readonly (readonly string[])[]): string[] {
  const shown = table.map((row) => row.map(printable));
  const widths = shown[0]?.map((_, column) => Math.max(...shown.map((row) => row[column]?.length ?? 0))) ?? [];
  return shown.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** Names are the students', and a terminal obeys control characters. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, "\ufffd");
}
