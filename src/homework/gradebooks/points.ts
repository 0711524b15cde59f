/** A number of points as it was written: `7`, `7.5`, `7,5`, `-1`. */
const written = /^[-+]?(?:\d+(?:[.,]\d+)?|[.,]\d+)$/;

/** @returns null if the text is no number of points */
export function readPoints(text: string): number | null {
  const trimmed = text.trim();
  return written.test(trimmed) ? Number(trimmed.replace(",", ".")) : null;
}

export type DecimalMark = "." | ",";

/** Writes a number with a file's decimal mark and its own digits, so that nothing is rounded on the way. */
export function writePoints(text: string, mark: DecimalMark): string {
  const [, sign = "", digits = ""] = /^([-+]?)(.*)$/.exec(text.trim()) ?? [];
  return (sign === "-" ? "-" : "") + digits.replace(/^(?=[.,])/, "0").replace(/[.,]/, mark);
}

/**
 * The decimal mark of a file, by its own numbers.
 * @param without what a file without any broken number is taken to have
 */
export function findDecimalMark(cells: Iterable<string>, without: DecimalMark): DecimalMark {
  for (const cell of cells) {
    const mark = written.test(cell.trim()) ? /[.,]/.exec(cell)?.[0] : undefined;
    if (mark === "." || mark === ",") return mark;
  }
  return without;
}
