type Rows = readonly (readonly string[])[];

/**
 * CSV that people open. A program for tables takes a cell that begins with `=`, `+`, `-` or `@` for a formula: such a text
 * begins with an apostrophe here, and everything is quoted.
 */
export function csvForPeople(rows: Rows): string {
  return csvForLms(rows.map((row) => row.map(disarm)));
}

/** CSV that a program reads back: every text as it is. */
export function csvForLms(rows: Rows): string {
  return rows.map((row) => `${row.map(quote).join(",")}\r\n`).join("");
}

function disarm(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text;
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
