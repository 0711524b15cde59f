import { CourseError, refuse } from "../../core/errors.ts";
import { PartMissing } from "../../core/part-missing.ts";
import { askFor } from "../../browser/chunk-files.ts";
import { nearestName } from "../../core/check-value.ts";
import { CellSyntaxError } from "../../notebook/cell-syntax-error.ts";
import { findModule, type ModuleName } from "../../notebook/module-names.ts";

/** Modules that cells can import; each is loaded when the first cell imports it. */
export type CellModules = Readonly<Partial<Record<ModuleName, () => Promise<object>>>>;

/** A name that an import declaration picks, with its line and column in the reader's text. */
type WantedName = readonly [name: string, line: number, column: number];

/** What stands behind `import` in a cell: loads a module and checks that it has the names that the cell picks. */
export function importerOf(modules: CellModules) {
  return async (specifier: unknown, wanted: readonly WantedName[] = []): Promise<object> => {
    const module = await loadModule(modules, String(specifier));
    for (const [name, line, column] of wanted)
      if (!Object.hasOwn(module, name)) throw missing(module, String(specifier), name, { line, column });
    return module;
  };
}

async function loadModule(modules: CellModules, specifier: string): Promise<object> {
  const place = findModule(specifier);
  if (place.kind === "refused") throw new CourseError(place.problem);
  if (place.kind === "file") return loadFile(place.path);
  const load = modules[place.name];
  if (!load) throw refuse("import", `this page does not carry ${place.name}`, "Open the chapter on its own site.");
  return load();
}

/** A module of the site itself, found from the chapter's address as a link is. */
async function loadFile(path: string): Promise<object> {
  const url = new URL(path, document.baseURI);
  if (url.origin !== location.origin)
    throw refuse("import", `"${path}" is not on this site`, 'Import one of its own files, as in "./name.js".');
  try {
    return (await import(/* @vite-ignore */ url.href)) as object;
  } catch (error) {
    const { kind } = await askFor(url.href);
    if (kind === "unreachable") {
      const problem = `"${path}" could not be loaded: there is no connection to the site. Connect, then try again.`;
      throw new PartMissing(problem, "try again");
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw refuse("import", `"${path}" could not be loaded: ${reason}`, `It is looked for at ${url.pathname}.`);
  }
}

function missing(
  module: object,
  specifier: string,
  name: string,
  position: { readonly line: number; readonly column: number },
): CellSyntaxError {
  const what = name === "default" ? "default export" : `export named ${name}`;
  const nearest = name === "default" ? null : nearestName(name, Object.keys(module));
  const remedy =
    name === "default"
      ? `Write import * as name from "${specifier}", or pick names in braces.`
      : nearest
        ? `Did you mean ${nearest}?`
        : `import * as name from "${specifier}" shows all that it has.`;
  return new CellSyntaxError(`"${specifier}" has no ${what}. ${remedy}`, position);
}
