import { describeBytes } from "../../src/core/byte-size.ts";
import { groupBy } from "../../src/core/group-by.ts";
import type { Download } from "../../src/homework/downloads/hand-in.ts";
import type { Submission } from "../../src/homework/submission/submission.ts";
import { withDownload } from "./open-download.ts";
import type { ListCommand } from "./options.ts";
import { printable } from "./printable.ts";
import { readHandIns, type ReadHandIn } from "./read-hand-ins.ts";

const kinds = { canvas: "Canvas", moodle: "Moodle", gradescope: "Gradescope", folder: "a plain folder" };
const titles = ["student", "name", "due", "handed in", "file", "size", "content"];

/**
 * Who handed in what and when, by the names in a download, and why a file cannot be read.
 * @returns a table as text
 */
export function list({ download: path, assignment }: ListCommand): Promise<string> {
  return withDownload(path, async (download) => {
    const { all, flags } = await readHandIns(download, assignment, summarize);
    const notes = [...severalFiles(all), ...flags, ...strangers(download)];
    return [
      headline(download, path),
      "",
      ...alignColumns([titles, ...all.map(rowOf)]),
      ...(notes.length > 0 ? ["", ...notes.map(printable)] : []),
      "",
    ].join("\n");
  });
}

function headline({ kind, handIns }: Download, path: string): string {
  const students = new Set(handIns.flatMap(({ by }) => by.map(({ key }) => key)));
  return `${path}, from ${kinds[kind]}: ${counted(handIns.length, "file")} of ${counted(students.size, "student")}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

interface Summary {
  readonly content: string;
}

function summarize({ assignment, version, answers }: Submission): Summary {
  return { content: `${assignment}, version ${version}: ${counted(answers.length, "answer")}` };
}

function rowOf({ handIn, student, result }: ReadHandIn<Summary>): string[] {
  return [
    student,
    handIn.by.map(({ name }) => name ?? "").join(", "),
    handIn.late === null ? "" : handIn.late ? "late" : "in time",
    handIn.when ?? "",
    handIn.name,
    describeBytes(handIn.file.bytes),
    "refusal" in result ? `not read: ${result.refusal}` : result.content,
  ];
}

function severalFiles(all: readonly ReadHandIn<Summary>[]): string[] {
  const ofOne = groupBy(all, ({ student }) => student);
  const several = [...ofOne].filter(([, files]) => files.length > 1).map(([student]) => student);
  return several.length > 0 ? [`More than one file: ${several.join("; ")}.`] : [];
}

function strangers({ others }: Download): string[] {
  return others.map(({ path, refusal }) => {
    return `${path}: nothing says whose it is${refusal === null ? "" : `, and ${refusal}`}.`;
  });
}

function alignColumns(table: readonly (readonly string[])[]): string[] {
  const shown = table.map((row) => row.map(printable));
  const widths = titles.map((_, column) => Math.max(...shown.map((row) => row[column]?.length ?? 0)));
  return shown.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
