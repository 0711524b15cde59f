import type { SourcePosition } from "./cell-syntax-error.ts";

/**
 * Finds where in a cell's own text an error arose: the innermost stack frame that names the cell's `//# sourceURL`.
 * Understands the stacks of Chromium (`at f (url:3:11)`), Firefox and Safari (`f@url:3:11`).
 * @param stack `error.stack`
 * @param sourceUrl the name under which the cell was evaluated
 * @param prefixLines lines before the reader's first line in the evaluated text
 * @returns line and column counted from 1, or null if no frame lies in the reader's text
 */
export function locateInSource(stack: string, sourceUrl: string, prefixLines: number): SourcePosition | null {
  const escaped = sourceUrl.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const frame = new RegExp(`(?:^|[\\s(@/])${escaped}:(\\d+)(?::(\\d+))?(?=[)\\s]|$)`);
  for (const text of stack.split("\n")) {
    const match = isFrame(text) ? frame.exec(text) : null;
    const line = Number(match?.[1]) - prefixLines;
    if (line >= 1) return { line, column: Number(match?.[2] ?? 1) };
  }
  return null;
}

/** Chromium's stack begins with the message, which may quote anything. */
function isFrame(text: string): boolean {
  return /^\s+at\s/.test(text) || text.includes("@");
}
