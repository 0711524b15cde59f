import { readInput, writeInput } from "../runtime/input-value.ts";
import { sameValue } from "../runtime/same-value.ts";

/** Answers are not nested deeper; what refers to itself is no answer. */
const deepest = 8;

/** As much of a value as JSON holds; undefined where that is nothing. */
export function plainValue(value: unknown, depth = 0): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (depth > deepest || !isContainer(value)) return undefined;
  if (Array.isArray(value)) return value.map((item) => plainValue(item, depth + 1) ?? null);
  const parts = Object.entries(value).map(([name, part]) => [name, plainValue(part, depth + 1)] as const);
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined));
}

/**
 * Brings together what two tabs made of the same answer: what was changed here counts, and everything else is as it
 * is there. The questions of a form are answers of their own.
 */
export function mergeValues(before: unknown, here: unknown, there: unknown): unknown {
  if (sameValue(here, before)) return there;
  const names = partNames(here, there);
  if (names === null) return here;
  return withParts(
    here,
    names.map((name) => [name, mergeValues(partOf(before, name), partOf(here, name), partOf(there, name))]),
  );
}

/**
 * Gives an input that was just made a kept value, question by question. What it does not take, since it is no longer
 * one of the answers to choose from, stays as it is.
 */
export function restoreInput(element: Element, kept: unknown): void {
  const taken = readInput(element);
  const names = partNames(taken, kept);
  if (names === null) {
    offer(element, kept, taken);
    return;
  }
  for (const name of names) {
    const present = readInput(element);
    const part = partOf(kept, name);
    if (!sameValue(plainValue(partOf(present, name)), part))
      offer(element, withParts(present, [[name, part]]), present);
  }
}

function offer(element: Element, value: unknown, present: unknown): void {
  try {
    writeInput(element, value);
    if (!sameValue(plainValue(readInput(element)), plainValue(value))) writeInput(element, present);
  } catch {
    // An input that a reader made may throw at what it does not know: it keeps what it has.
  }
}

/** Names of the parts that can be looked at one by one: both are forms of the same kind. Null: each is one answer. */
function partNames(a: unknown, b: unknown): readonly string[] | null {
  if (!isContainer(a) || !isContainer(b) || Array.isArray(a) !== Array.isArray(b)) return null;
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return null;
  return Object.keys(a).filter((name) => Object.hasOwn(b, name));
}

function isContainer(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

function partOf(value: unknown, name: string): unknown {
  return isContainer(value) && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function withParts(value: unknown, parts: readonly (readonly [name: string, value: unknown])[]): unknown {
  const changed = Object.fromEntries(parts);
  return Array.isArray(value)
    ? Object.assign([...(value as unknown[])], changed)
    : { ...(value as object), ...changed };
}
