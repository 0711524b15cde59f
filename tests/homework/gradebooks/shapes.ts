import { fillGradebook, type FillOptions } from "../../../src/homework/gradebooks/fill-gradebook.ts";
import { decodeCsv } from "../../../src/homework/gradebooks/csv-text.ts";
import type { Gradebook } from "../../../src/homework/gradebooks/gradebook.ts";
import { readScores } from "../../../src/homework/gradebooks/score-list.ts";

/** A file as an LMS writes it, with holes where the grades of three students stand. */
export interface Shape {
  readonly name: string;
  /** The file with these contents in the holes, quotes included where the shape has them. */
  readonly make: (first: string, second: string, third: string) => string;
  readonly before: readonly [string, string, string];
  readonly after: readonly [string, string, string];
  readonly scores: string;
  readonly column: string | null;
}

type Read = (text: string, where: string, wanted: string | null) => Gradebook;

const usual = { bonus: false, possible: null, where: "scores.csv" };

/** What comes out of a file when scores are put into it, as bytes. */
export function fillBytes(read: Read, file: Uint8Array, shape: Pick<Shape, "scores" | "column">): Buffer {
  const book = read(decodeCsv(file, "export.csv"), "export.csv", shape.column);
  return Buffer.from(fillGradebook(book, readScores(shape.scores, "scores.csv"), usual).text);
}

/** Fills a small file, for what is refused. */
export function fillText(
  read: Read,
  file: string,
  scores: string,
  options: Partial<FillOptions> & { readonly column?: string } = {},
) {
  const book = read(file, "export.csv", options.column ?? null);
  return fillGradebook(book, readScores(scores, "scores.csv"), { ...usual, ...options });
}
