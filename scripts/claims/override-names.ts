import { refuse } from "../../src/core/errors.ts";
import type { ChapterCell } from "../../src/notebook/chapter.ts";
import { replaceInitializers } from "../../src/notebook/replace-initializers.ts";

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
    const { names, text } = replaceInitializers(source, (name) =>
      open.has(name) ? JSON.stringify(values[name]) : null,
    );
    for (const name of names) open.delete(name);
    if (names.length > 0) texts.set(id, text);
  }
  const [missing] = open;
  if (missing === undefined) return texts;
  const remedy = `Define it in a cell of its own, as const ${missing} = ….`;
  throw refuse("npm run claims", `no cell declares "${missing}" by a value of its own`, remedy);
}
