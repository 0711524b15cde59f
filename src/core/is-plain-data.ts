/** Deeper than anything that the course computes; what holds itself is deeper still. */
const deepest = 40;

/** Whether a value is nothing but lists, objects, texts, numbers, booleans, null and Float32Arrays, all the way down. */
export function isPlainData(value: unknown, depth = 0): boolean {
  if (value === null || value === undefined || value instanceof Float32Array) return true;
  if (typeof value !== "object")
    return typeof value !== "function" && typeof value !== "symbol" && typeof value !== "bigint";
  if (depth > deepest) return false;
  if (Array.isArray(value)) {
    // Most lists are of numbers, and long.
    return value.every((part) => typeof part === "number" || isPlainData(part, depth + 1));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((part) => isPlainData(part, depth + 1));
}
