import { parseExpressionAt } from "acorn";

/**
 * Where the expression in `${…}` ends. The JavaScript parser decides, so braces, strings and templates may nest.
 * @param start right after the opening brace
 * @returns the position of the closing brace; null where no expression that ends in one stands there
 */
export function findExpressionEnd(text: string, start: number): number | null {
  try {
    const { end } = parseExpressionAt(text, start, { ecmaVersion: "latest", sourceType: "module" });
    const close = end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0);
    return text[close] === "}" ? close : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What a message quotes of an expression that cannot be read, and what would work. */
export function describeUnreadable(text: string, start: number): { readonly problem: string; readonly remedy: string } {
  const quoted = text.slice(start, start + 32).split("\n", 1)[0] ?? "";
  return {
    problem: `the inline expression "${quoted}" cannot be read`,
    remedy: "Close it with }, keep it to one expression, or write \\${ for the plain characters.",
  };
}
