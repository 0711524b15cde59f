import { parse, type VariableDeclarator } from "acorn";

/**
 * Gives top-level names of a cell's text other values: `const steps = view(…)` becomes `const steps = 250`. Nothing else
 * of the text changes.
 * @param change from a name and its value's text to the new text; null leaves it as it is
 * @returns the names that were found, and the new text; a text that is no plain JavaScript has none
 */
export function replaceInitializers(
  source: string,
  change: (name: string, value: string) => string | null,
): { readonly names: readonly string[]; readonly text: string } {
  const names: string[] = [];
  let text = source;
  for (const { name, start, end } of findInitializers(source).reverse()) {
    const value = change(name, source.slice(start, end));
    if (value === null) continue;
    names.unshift(name);
    text = text.slice(0, start) + value + text.slice(end);
  }
  return { names, text };
}

interface Initializer {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Where the values of top-level `const name = …` stand in the text. */
function findInitializers(source: string): Initializer[] {
  const program = parseCell(source);
  const declarators = program.flatMap((statement): VariableDeclarator[] =>
    statement.type === "VariableDeclaration" ? statement.declarations : [],
  );
  return declarators.flatMap(({ id, init }) =>
    id.type === "Identifier" && init ? [{ name: id.name, start: init.start, end: init.end }] : [],
  );
}

/** Nothing where the text is no plain JavaScript. */
function parseCell(source: string) {
  try {
    const options = { ecmaVersion: "latest", sourceType: "module", allowAwaitOutsideFunction: true } as const;
    return parse(source, options).body;
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
