import type { CompiledCell } from "../../notebook/chapter.ts";
import { lifetimeNames, ownNames } from "../../notebook/fixed-names.ts";
import type { CellLibrary } from "./cell-context.ts";

/** Where each input of a cell comes from. */
export interface CellInputs {
  /** `display` and `view`: made by the run itself. */
  readonly own: readonly string[];
  /** Library functions that are bound to the run. */
  readonly perRun: readonly string[];
  /** Inputs that the runtime provides, and that compute the cell again when they change. */
  readonly live: readonly string[];
  /** Manual cells only: other cells' names. They are looked at when the reader presses Run. */
  readonly watched: readonly string[];
  /** Manual cells only: library names, fetched when the reader presses Run and not before. */
  readonly fetched: readonly string[];
}

/**
 * Sorts a cell's inputs. A name that a cell defines wins over the library's.
 * @param isDefined whether some cell defines the name
 */
export function sortInputs(
  { inputs }: Pick<CompiledCell, "inputs">,
  library: CellLibrary,
  { manual, isDefined }: { readonly manual: boolean; readonly isDefined: (name: string) => boolean },
): CellInputs {
  const isOwn = (name: string) => ownNames.includes(name);
  const isPerRun = (name: string) => !isDefined(name) && Object.hasOwn(library.perRun, name);
  const rest = inputs.filter((name) => !isOwn(name) && !isPerRun(name));
  const isLifetime = (name: string) => lifetimeNames.includes(name);
  const isFetched = (name: string) =>
    !isDefined(name) && (name === "width" || Object.hasOwn(library.builtins, name)) && !isLifetime(name);
  return {
    own: inputs.filter(isOwn),
    perRun: inputs.filter(isPerRun),
    live: manual ? rest.filter(isLifetime) : rest,
    watched: manual ? rest.filter((name) => !isLifetime(name) && !isFetched(name)) : [],
    fetched: manual ? rest.filter(isFetched) : [],
  };
}
