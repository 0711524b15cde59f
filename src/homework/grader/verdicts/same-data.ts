import { Opaque } from "./data-of.ts";

export interface Tolerance {
  readonly absolute: number;
  /** Of the expected number. */
  readonly relative: number;
}

/**
 * Whether data are what a key expects. NaN is the same as NaN alone, an infinite number as itself, and −0 as 0: an answer
 * that multiplies by zero is not wrong. The key is JSON, in which `{"$": "number", "is": "Infinity"}` is a number.
 * @param seen as `dataOf` gives them
 */
export function isSameData(seen: unknown, expected: unknown, tolerance: Tolerance): boolean {
  const wanted = readNumber(expected);
  if (typeof wanted === "number") return typeof seen === "number" && isSameNumber(seen, wanted, tolerance);
  if (Array.isArray(wanted)) {
    if (!Array.isArray(seen) || seen.length !== wanted.length) return false;
    return wanted.every((part: unknown, at) => isSameData(seen[at], part, tolerance));
  }
  if (typeof wanted !== "object" || wanted === null) return seen === wanted;
  if (typeof seen !== "object" || seen === null || Array.isArray(seen) || seen instanceof Opaque) return false;
  const names = Object.keys(wanted);
  if (Object.keys(seen).length !== names.length) return false;
  return names.every((name) => Object.hasOwn(seen, name) && isSameData(at(seen, name), at(wanted, name), tolerance));
}

function at(record: object, name: string): unknown {
  return (record as Readonly<Record<string, unknown>>)[name];
}

function readNumber(expected: unknown): unknown {
  if (typeof expected !== "object" || expected === null) return expected;
  const { $: kind, is } = expected as { readonly $?: unknown; readonly is?: unknown };
  return kind === "number" ? Number(is) : expected;
}

function isSameNumber(seen: number, wanted: number, { absolute, relative }: Tolerance): boolean {
  if (Number.isNaN(wanted)) return Number.isNaN(seen);
  if (!Number.isFinite(wanted)) return seen === wanted;
  const off = Math.abs(seen - wanted);
  return off <= absolute || off <= relative * Math.abs(wanted);
}
