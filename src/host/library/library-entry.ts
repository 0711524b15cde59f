import { loadPart } from "../../browser/load-part.ts";
import type { Declared } from "../../core/declare.ts";
import type { Training } from "../../training/contract/protocol.ts";
import type { CellContext } from "../cell/cell-context.ts";

type Loaded = Declared<(...given: never[]) => unknown>;

/** A function that cells can name. */
export interface LibraryEntry {
  readonly load: () => Promise<Loaded>;
  /** It takes long: it waits for the engine where it needs one, and ends with the cell that calls it. */
  readonly isBound: boolean;
}

/** An entry for each of the names that a module exports. */
export function exportsOf<Exports, Name extends keyof Exports & string>(
  load: () => Promise<Exports>,
  ...names: readonly Name[]
): Record<Name, LibraryEntry> {
  return entriesOf(load, names, false);
}

/** As `exportsOf`, for functions that belong to the run of the cell that calls them. */
export function boundToRun<Exports, Name extends keyof Exports & string>(
  load: () => Promise<Exports>,
  ...names: readonly Name[]
): Record<Name, LibraryEntry> {
  return entriesOf(load, names, true);
}

/**
 * A function as one cell sees it: the cell's Stop and Pause are the work's, and the work's progress is the cell's.
 * @param recorded trainings that were recorded for the cell
 */
export function bindToRun(
  work: Loaded,
  { cellId, signal, pauses, reportProgress }: CellContext,
  recorded: readonly Training[] = [],
): Loaded {
  const { declaration } = work;
  const context = { signal, pauses, onProgress: reportProgress, cell: { id: cellId, recorded } };
  const call = work as unknown as (...all: unknown[]) => unknown;
  const bound = (...given: unknown[]): unknown => call(...declaration.parameters.map((_, at) => given[at]), context);
  return Object.assign(bound, { declaration });
}

function entriesOf<Exports, Name extends keyof Exports & string>(
  load: () => Promise<Exports>,
  names: readonly Name[],
  isBound: boolean,
): Record<Name, LibraryEntry> {
  const entries = names.map(
    (name) => [name, { load: async () => (await loadPart(name, load))[name] as Loaded, isBound }] as const,
  );
  return Object.fromEntries(entries) as Record<Name, LibraryEntry>;
}
