import { refuse } from "../../core/errors.ts";

const remedy = "Download it again and do not open it in between, or save it as CSV UTF-8.";

/**
 * The text of a CSV file, with its byte order mark if it has one: encoded again it gives the same bytes.
 * @param where what to call the file in an error
 * @throws CourseError if it is empty, a spreadsheet or not UTF-8
 */
export function decodeCsv(bytes: Uint8Array, where: string): string {
  if (bytes.length === 0) throw refuse(where, "the file is empty", "Download it again.");
  if (startsWith(bytes, [0x50, 0x4b, 3, 4])) {
    throw refuse(where, "this is a spreadsheet or a zip file, not CSV", "Pass the .csv file as it was downloaded.");
  }
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]) || bytes.includes(0)) {
    throw refuse(where, "the file is in UTF-16, and CSV files for an LMS are in UTF-8", remedy);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const line = firstUnreadableLine(bytes);
    throw refuse(where, `line ${line} is not UTF-8: the file was saved in another encoding`, remedy);
  }
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

/** A line feed is never part of a longer character in UTF-8, so lines can be looked at one by one. */
function firstUnreadableLine(bytes: Uint8Array): number {
  let [line, start] = [1, 0];
  for (;;) {
    const end = bytes.indexOf(10, start);
    const decoder = new TextDecoder("utf-8", { fatal: true });
    try {
      decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    [line, start] = [line + 1, end + 1];
  }
}
