const toNumber = Number;
const { hasOwn } = Object;

/**
 * An argument as a key writes it: JSON, in which `{"$": "number", "is": "NaN"}`, `Infinity`, `-Infinity` or `-0` stands for
 * a number that JSON does not have. Works on lists and objects of its own, in place.
 */
export function decodeValue(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const record = value as Record<string, unknown>;
  if (record["$"] === "number") return toNumber(record["is"]);
  for (const key in record) if (hasOwn(record, key)) record[key] = decodeValue(record[key]);
  return record;
}
