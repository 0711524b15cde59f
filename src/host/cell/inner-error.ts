import type { SourcePosition } from "../../notebook/cell-syntax-error.ts";

/**
 * An error that arose inside a function which a cell calls, in code whose names are shortened: `e is not iterable` says
 * nothing. The place of the call is known, and with it the name of the function.
 * @param line the line of the evaluated text in which the call stands
 * @param column where in it, counted from 1
 */
export function explainInnerError(
  message: string,
  line: string,
  { column }: Pick<SourcePosition, "column">,
): InnerError {
  const called = nameAt(line, column - 1);
  const plain = message.replace(shortName, (_, before: string) => `${before}a value`);
  if (called === "") return { message: plain, hint: null };
  return { message: plain, hint: `This happened inside ${called}, which this line calls: check what it is given.` };
}

export interface InnerError {
  readonly message: string;
  readonly hint: string | null;
}

/** Names of one or two letters, with properties of the same kind, before what browsers say of a wrong value. */
const shortName = /(^|: )(?:\(?[\w$]{1,2}(?:\.[\w$]+)*(?:\(\.\.\.\))?\)?)(?= is (?:not|null|undefined)\b)/;

/** The name, with what it is a property of, that stands at a place. */
function nameAt(line: string, at: number): string {
  const before = /[\w$.]*$/.exec(line.slice(0, at))?.[0] ?? "";
  const after = /^[\w$]*/.exec(line.slice(at))?.[0] ?? "";
  return (before + after).replace(/^\.+/, "");
}

/** Whether the innermost frame of a stack lies in code of the page, not in a cell's. */
export function isInner(stack: string, sourceUrl: string): boolean {
  const frames = stack.split("\n").filter((line) => /^\s+at\s/.test(line) || line.includes("@"));
  return frames.length > 0 && !frames[0]?.includes(sourceUrl) && !/cell-[^/]*\.js/.test(frames[0] ?? "");
}
