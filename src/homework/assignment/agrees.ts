/** How far numbers may be from what is expected: by `absolute`, or by `relative` times the expected one. */
export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

/**
 * Whether a value is what a check expects, which is data as JSON has it. Lists of numbers of any kind are the same as lists; −0 is 0; NaN
 * agrees with nothing. A function, or an object with a class of its own, agrees with nothing either.
 */
export function agrees(value: unknown, expected: unknown, tolerance: Tolerance): boolean {
  if (typeof expected === "number") {
    const most = Math.max(tolerance.absolute, tolerance.relative * Math.abs(expected));
    return typeof value === "number" && Math.abs(value - expected) <= most;
  }
  if (Array.isArray(expected)) {
    const list: unknown =
      ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float32Array) : value;
    if (!Array.isArray(list) || list.length !== expected.length) return false;
    return expected.every((each, at) => agrees(list[at], each, tolerance));
  }
  if (typeof expected !== "object" || expected === null) return value === expected;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const [names, found] = [Object.keys(expected), Object.keys(value)];
  return (
    names.length === found.length &&
    names.every((name) => {
      return Object.hasOwn(value, name) && agrees(Reflect.get(value, name), Reflect.get(expected, name), tolerance);
    })
  );
}
