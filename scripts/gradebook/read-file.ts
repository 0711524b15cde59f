import { readFileSync, statSync } from "node:fs";
import { describeBytes } from "../../src/core/byte-size.ts";
import { refuse } from "../../src/core/errors.ts";
import { decodeCsv } from "../../src/homework/gradebooks/csv-text.ts";

/** A gradebook of 1,000 students and 100 assignments has less than 1 MB. */
const most = 50_000_000;

/**
 * Reads a CSV file that a person named.
 * @throws CourseError if there is none, it is too large, or it is not CSV in UTF-8
 */
export function readCsvFile(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) throw refuse(path, "there is no such file", "Pass the path of a .csv file.");
  if (found.size > most) {
    const problem = `it has ${describeBytes(found.size)}, and a gradebook has a few`;
    throw refuse(path, problem, "Pass the .csv file.");
  }
  return decodeCsv(readFileSync(path), path);
}
