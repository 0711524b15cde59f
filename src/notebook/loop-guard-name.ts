/**
 * The name under which a cell's code finds what watches its loops: `guardLoops` writes the calls, `evaluateCell` provides
 * the function.
 */
export const guardName = "$$turn";

/** All that `guardLoops` puts in; what it closes is marked, since braces and parentheses are the reader's as well. */
const guards = /[{;(]\$\$turn\(1?\)[;,]|\/\*\$\$\*\/[})]/g;

/** A guarded text, or a part of one, as the reader wrote it. */
export function withoutGuards(text: string): string {
  return text.includes(guardName) ? text.replace(guards, "") : text;
}

/**
 * The column in the reader's own line for a column in the guarded one, both counted from 1.
 * @param line the guarded line
 */
export function columnWithoutGuards(line: string, column: number): number {
  return line.slice(0, column - 1).replace(guards, "").length + 1;
}
