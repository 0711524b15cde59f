import { CourseError } from "../../core/errors.ts";

/** Longer ones are shortened: a message is read, not searched. */
const longest = 400;

/**
 * What was thrown, in words: a message made for readers stands alone, any other error keeps its kind in front
 * (`TypeError: …`), and what is no error is shown as it would be written. Never throws itself.
 */
export function nameThrown(thrown: unknown): string {
  try {
    if (thrown instanceof CourseError) return thrown.message;
    if (isErrorLike(thrown)) return nameError(thrown);
    if (typeof thrown === "string") return thrown === "" ? '""' : thrown;
    return shorten(`The cell threw ${write(thrown)}`);
  } catch {
    return "The cell threw something that cannot be shown";
  }
}

/** What would help where something else than an error was thrown; null for errors. */
export function thrownHint(thrown: unknown): string | null {
  if (isErrorLike(thrown) || isEvent(thrown)) return null;
  return "throw new Error(…) also says in which line it happened.";
}

interface ErrorLike {
  readonly name?: unknown;
  readonly message: string;
  readonly errors?: unknown;
  readonly cause?: unknown;
}

/** Errors of other windows are of other classes. */
function isErrorLike(thrown: unknown): thrown is ErrorLike {
  try {
    return thrown instanceof Error || Object.prototype.toString.call(thrown) === "[object Error]";
  } catch {
    return false;
  }
}

function nameError(error: ErrorLike): string {
  const name = typeof error.name === "string" && error.name !== "" ? error.name : "Error";
  const message = typeof error.message === "string" ? error.message : write(error.message);
  const inner = Array.isArray(error.errors) ? error.errors.slice(0, 3) : error.cause === undefined ? [] : [error.cause];
  const reasons = inner.map((each: unknown) =>
    isErrorLike(each) ? `${String(each.name)}: ${each.message}` : write(each),
  );
  const because = reasons.length > 0 ? ` (${shorten(reasons.join("; "))})` : "";
  return (message === "" ? name : `${name}: ${message}`) + because;
}

/** An element that could not be loaded is often handed on as its event: `image.onerror = reject`. */
function isEvent(thrown: unknown): thrown is Event {
  return typeof Event === "function" && thrown instanceof Event;
}

function write(value: unknown, depth = 0): string {
  if (typeof value === "string") return JSON.stringify(shorten(value));
  if (typeof value === "function") return value.name === "" ? "a function" : `the function ${value.name}`;
  if (typeof value !== "object" || value === null) return typeof value === "bigint" ? `${value}n` : String(value);
  if (isEvent(value)) return describeEvent(value);
  if (isErrorLike(value)) return nameError(value);
  if (depth > 2) return Array.isArray(value) ? "[…]" : "{…}";
  if (Array.isArray(value)) return `[${list(value.map((each) => write(each, depth + 1)))}]`;
  const entries = Object.entries(value).map(([name, each]) => `${name}: ${write(each, depth + 1)}`);
  return entries.length > 0 ? `{${list(entries)}}` : "an object without properties";
}

function list(parts: readonly string[]): string {
  return parts.length > 8 ? `${parts.slice(0, 8).join(", ")}, …` : parts.join(", ");
}

function describeEvent({ type, target }: Event): string {
  const address = target instanceof Element ? (target.getAttribute("src") ?? target.getAttribute("href")) : null;
  const element = target instanceof Element ? ` of ${target.localName}` : "";
  return `the event "${type}"${element}${address === null ? "" : ` ${shorten(address)}`}`;
}

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
