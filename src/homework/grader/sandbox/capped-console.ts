import { slice, textOf } from "./natives.ts";

const methods = ["log", "info", "warn", "error", "debug", "trace", "dir", "table"] as const;

/** One line of the console. */
const lineCharacters = 500;

/**
 * A console that is cut off where it is written: a browser's own hands every line on, and 200,000 of them take a grader's
 * memory.
 * @param characters in all
 */
export function capConsole(characters: number, write: (text: string) => void): void {
  let left = characters;
  const log = (...given: unknown[]): void => {
    if (left <= 0) return;
    let line = "";
    for (let at = 0; at < given.length; at++) line += `${at > 0 ? " " : ""}${describe(given[at])}`;
    const text = slice(line, 0, left < lineCharacters ? left : lineCharacters);
    left -= text.length + 1;
    write(text);
  };
  const none = (): void => undefined;
  const names = Object.keys(console).map((name) => [name, none] as const);
  const value = { ...Object.fromEntries(names), ...Object.fromEntries(methods.map((name) => [name, log] as const)) };
  Object.defineProperty(globalThis, "console", { value, configurable: false, writable: false });
}

/** Objects are not looked into: that would run their code. */
function describe(value: unknown): string {
  if (typeof value === "string") return slice(value, 0, lineCharacters);
  if (typeof value === "object" || typeof value === "function") return value === null ? "null" : `[${typeof value}]`;
  return textOf(value);
}
