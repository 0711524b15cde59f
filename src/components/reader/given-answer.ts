/**
 * What there is in the place of an answer, where a check found none that it could judge: a number that was typed as a
 * text, say.
 * @param values of the names that the answer defines, as far as the check looks at them
 * @param isNumber numbers are asked for
 * @returns null where nothing was answered
 */
export function describeGiven(values: ReadonlyMap<string, unknown>, isNumber: boolean): string | null {
  const given = [...values].filter(([, value]) => value !== null && value !== undefined);
  const odd = isNumber ? given.filter(([, value]) => typeof value !== "number") : given;
  if (odd.length === 0) return null;
  const words = odd.map(([name, value]) => `${name} is ${describe(value)}`).join(", ");
  const asked = isNumber ? " A number is asked for, as in 0.5, without quotation marks." : "";
  return `There is an answer, but none of the kind that is asked for: ${words}.${asked}`;
}

const longest = 40;

function describe(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value === "" ? "an empty text" : `the text ${JSON.stringify(shorten(value))}`;
    case "boolean":
    case "number":
    case "bigint":
      return typeof value === "bigint" ? `${value}n, a whole number of unlimited size` : String(value);
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    default:
      if (Array.isArray(value)) return value.length === 1 ? "a list of one item" : `a list of ${value.length} items`;
      return value instanceof Promise ? "a promise" : "an object";
  }
}

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
