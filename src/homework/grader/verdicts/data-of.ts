import type { PlainValue } from "../plain-value.ts";

/** Stands in data for what was not looked into; it is the same as nothing. */
class Opaque {
  readonly what: string;

  constructor(what: string) {
    this.what = what;
  }
}

/** What was seen of a value, as data of Node's own: lists, objects, numbers, and tensors as lists of lists. */
export function dataOf(value: PlainValue): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(dataOf);
  switch (value.$) {
    case "number":
      return Number(value.is);
    case "undefined":
      return undefined;
    case "object":
      // Each key becomes the object's own, `__proto__` too.
      return Object.fromEntries(value.entries.map(([key, inner]) => [key, dataOf(inner)]));
    case "typed":
      return value.values.map(dataOf);
    case "tensor":
      return fold(dataOf(value.values), value.shape);
    case "opaque":
      return new Opaque(value.what);
  }
}

function isList(value: object): value is readonly PlainValue[] {
  return Array.isArray(value);
}

/** A tensor's numbers in rows: [2, 3] makes two lists of three. */
function fold(values: unknown, shape: readonly number[]): unknown {
  if (!Array.isArray(values) || values.length !== shape.reduce((product, size) => product * size, 1)) {
    return new Opaque("a tensor that is none");
  }
  const [first, ...rest] = shape;
  if (first === undefined) return values[0] as unknown;
  const each = values.length / (first || 1);
  return Array.from({ length: first }, (_, at) => fold(values.slice(at * each, (at + 1) * each), rest));
}
