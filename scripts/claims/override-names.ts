import { parse, type VariableDeclarator } from "acorn";
import { refuse } from "../../src/core/errors.ts";
import type { ChapterCell } from "../../src/notebook/chapter.ts";

/**
 * Gives names of a chapter's cells other values, in the cells' text: `const steps = view(…)` becomes
 * `const steps = 250`. Nothing else of the text changes.
 * @param values by name; what JSON can hold
 * @returns the new texts, by cell id
 * @throws CourseError if no cell declares a name so that it can be given another value
 */
export function overrideNames(
  cells: readonly ChapterCell[],
  values: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const open = new Set(Object.keys(values));
  for (const { id, source, compiled } of cells) {
    if (!compiled.outputs.some((name) => open.has(name))) continue;
    const found = findInitializers(source).filter(({ name }) => open.has(name));
    for (const { name } of found) open.delete(name);
    if (found.length > 0) texts.set(id, replaceAll(source, found, values));
  }
  const [missing] = open;
  if (missing === undefined) return texts;
  const remedy = `Define it in a cell of its own, as const ${missing} = ….`;
  throw refuse("npm run claims", `no cell declares "${missing}" by a value of its own`, remedy);
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

function replaceAll(
  source: string,
  initializers: readonly Initializer[],
  values: Readonly<Record<string, unknown>>,
): string {
  return initializers.reduceRight(
    (text, { name, start, end }) => text.slice(0, start) + JSON.stringify(values[name]) + text.slice(end),
    source,
  );
}
