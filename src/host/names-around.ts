import type { CellHost } from "./cell/cell-host.ts";
import type { CellLibrary } from "./cell/cell-context.ts";
import type { DefinedNames } from "./cell/defined-names.ts";
import type { LibraryParts } from "./runtime/library-parts.ts";

type NamesAround = Omit<
  CellHost,
  "main" | "library" | "changed" | "redefined" | "turnedKnobs" | "rewrittenNames" | "finished" | "viewed"
>;

/** Names that code can use: what cells define, then the library's, then what each run brings itself. */
export function namesFor({ builtins, perRun }: CellLibrary, defined: DefinedNames): readonly string[] {
  return [...defined.all, ...Object.keys(builtins), ...Object.keys(perRun), "display", "view", "invalidation"];
}

/** What a cell can ask about the names around it. */
export function namesAround(library: CellLibrary, parts: LibraryParts, defined: () => DefinedNames): NamesAround {
  return {
    names: () => namesFor(library, defined()),
    isDefined: (name) => defined().has(name),
    isLibraryName: (name) => Object.hasOwn(library.builtins, name),
    missingPart: (name) => parts.missing(name),
    findOwner: (name) => defined().findOwner(name),
    findFormerOwner: (name) => defined().findFormerOwner(name),
  };
}
