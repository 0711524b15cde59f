/** How far numbers may be from what is expected: by `absolute`, or by `relative` times the expected one. */
export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

/**
 * Whether data are what a key expects, be they a student's or the teacher's own solution's. The key is JSON, in which
 * `{"$": "number", "is": "Infinity"}` is a number. NaN is the same as NaN alone, an infinite number as itself, and −0 as 0: an
 * answer that multiplies by zero is not wrong. An object with a class of its own is the same as nothing.
 * @param seen as `dataOf` gives them
 */
export function isSameData(seen: unknown, expected: unknown, tolerance: Tolerance): boolean {
  const wanted = readNumber(expected);
  if (typeof wanted === "number") return typeof seen === "number" && isSameNumber(seen, wanted, tolerance);
  if (Array.isArray(wanted)) {
    if (!Array.isArray(seen) || seen.length !== wanted.length) return false;
    return wanted.every((part, at) => isSameData(seen[at], part, tolerance));
  }
  if (typeof wanted !== "object" || wanted === null) return seen === wanted;
  if (!isRecord(seen)) return false;
  const parts = Object.entries(wanted);
  if (Object.keys(seen).length !== parts.length) return false;
  return parts.every(([name, part]) => Object.hasOwn(seen, name) && isSameData(seen[name], part, tolerance));
}

function isRecord(seen: unknown): seen is Readonly<Record<string, unknown>> {
  if (typeof seen !== "object" || seen === null) return false;
  const prototype: unknown = Object.getPrototypeOf(seen);
  return prototype === Object.prototype || prototype === null;
}

function readNumber(expected: unknown): unknown {
  if (typeof expected !== "object" || expected === null) return expected;
  const { $: kind, is } = expected as { readonly $?: unknown; readonly is?: unknown };
  return kind === "number" ? Number(is) : expected;
}

function isSameNumber(seen: number, wanted: number, { absolute, relative }: Tolerance): boolean {
  if (Number.isNaN(wanted)) return Number.isNaN(seen);
  if (!Number.isFinite(wanted)) return seen === wanted;
  return Math.abs(seen - wanted) <= Math.max(absolute, relative * Math.abs(wanted));
}
