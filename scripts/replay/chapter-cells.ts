import { openGuesses } from "../../src/claims/guesses.ts";
import { PauseSwitch } from "../../src/core/pause-switch.ts";
import type { CellContext } from "../../src/host/cell/cell-context.ts";
import { courseLibrary } from "../../src/host/library/library.ts";
import type { Chapter, ChapterCell } from "../../src/notebook/chapter.ts";
import { guardName } from "../../src/notebook/loop-guard-name.ts";

const page: Readonly<Record<string, unknown>> = {
  view: (input: { readonly value: unknown }) => input.value,
  display: (value: unknown) => value,
};

/** A chapter's cells as they are evaluated in its page, each once; knobs stand where the chapter puts them. */
export class ChapterCells {
  readonly #chapter: Chapter;
  readonly #recorded: Readonly<Record<string, unknown>>;
  readonly #library: ReturnType<typeof courseLibrary>;
  readonly #own: Readonly<Record<string, unknown>>;
  readonly #values = new Map<string, Promise<unknown>>();

  /**
   * @param recorded values of manual cells, for cells that depend on them
   * @param names values that stand in the place of the library's
   */
  constructor(
    chapter: Chapter,
    recorded: Readonly<Record<string, unknown>>,
    names: Readonly<Record<string, unknown>> = {},
  ) {
    this.#own = { ...page, ...names };
    this.#chapter = chapter;
    this.#recorded = recorded;
    this.#library = courseLibrary({ claims: chapter.claims, guesses: openGuesses(chapter.slug, null) });
  }

  /** The cell's value as a recording keeps it: of one name its value, of several an object of them. */
  async evaluate({ id, compiled }: ChapterCell): Promise<unknown> {
    const inputs = await Promise.all(compiled.inputs.map((name) => this.#valueOf(name, id)));
    const value = await createFunction(compiled)(...inputs);
    const [name, ...others] = compiled.outputs;
    if (name === undefined || others.length > 0) return value;
    return (value as Readonly<Record<string, unknown>>)[name];
  }

  async #valueOf(name: string, asking: string): Promise<unknown> {
    const cell = this.#chapter.cells.find(({ compiled }) => compiled.outputs.includes(name));
    if (cell !== undefined) return this.#read(cell, name);
    if (name in this.#own) return this.#own[name];
    const { builtins, perRun } = this.#library;
    const make = perRun[name];
    if (make !== undefined) return make(contextOf(asking));
    const load = builtins[name];
    return load === undefined ? Reflect.get(globalThis, name) : load();
  }

  async #read(cell: ChapterCell, name: string): Promise<unknown> {
    const value = await (cell.run === "manual" ? this.#recorded[cell.id] : this.#evaluateOnce(cell));
    return cell.compiled.outputs.length === 1 ? value : (value as Readonly<Record<string, unknown>>)[name];
  }

  #evaluateOnce(cell: ChapterCell): Promise<unknown> {
    const known = this.#values.get(cell.id) ?? this.evaluate(cell);
    this.#values.set(cell.id, known);
    return known;
  }
}

/** As the page does it, except that no loop is ended for taking long: no reader waits, and the machine may be busy. */
function createFunction({ body }: ChapterCell["compiled"]): (...inputs: unknown[]) => unknown {
  const evaluate = globalThis.eval;
  const create = evaluate(`((${guardName}) => (${body}\n))`) as (
    guard: () => void,
  ) => ReturnType<typeof createFunction>;
  return create(() => undefined);
}

/** Nobody stops or pauses a replay. */
function contextOf(cellId: string): CellContext {
  const { signal } = new AbortController();
  return { cellId, signal, pauses: new PauseSwitch(), reportProgress: () => undefined };
}
