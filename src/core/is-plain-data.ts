/** Deeper than anything that the course computes; what holds itself is deeper still. */
const deepest = 40;

/**
 * Whether a value is nothing but lists, objects, texts, numbers, booleans, null and Float32Arrays, all the way down. What
 * cannot be looked through, such as a proxy or a getter that throws, is none.
 */
export function isPlainData(value: unknown): boolean {
  try {
    return isPlain(value, 0);
  } catch {
    return false;
  }
}

function isPlain(value: unknown, depth: number): boolean {
  if (value === null || value === undefined || value instanceof Float32Array) return true;
  if (typeof value !== "object")
    return typeof value !== "function" && typeof value !== "symbol" && typeof value !== "bigint";
  if (depth > deepest) return false;
  if (Array.isArray(value)) {
    // Most lists are of numbers, and long.
    return value.every((part) => typeof part === "number" || isPlain(part, depth + 1));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((part) => isPlain(part, depth + 1));
}
