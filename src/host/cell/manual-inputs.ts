import type { Module, VariableOptions } from "@observablehq/runtime";
import type { CellInputs } from "./cell-inputs.ts";
import { fetchValues } from "../runtime/cell-variables.ts";
import { InputWatcher } from "./input-watcher.ts";

/** Values by name. */
export type KnownInputs = ReadonlyMap<string, unknown>;

/** The inputs of a manual cell: what its last run used, and how the present values differ from that. */
export class ManualInputs {
  #main: Module;
  #onChange: () => void;
  #watcher: InputWatcher | null = null;
  #used: readonly unknown[] | null = null;

  constructor(main: Module, onChange: () => void) {
    this.#main = main;
    this.#onChange = onChange;
  }

  /** Follows these inputs from now on. */
  watch({ watched }: CellInputs): void {
    if (this.#watcher && this.#watcher.names.join() === watched.join()) return;
    this.#watcher?.dispose();
    this.#watcher = new InputWatcher(this.#main, watched, this.#onChange);
    this.#used = null;
  }

  /** Takes the present values as those that the shown value was made with, unless that is known. */
  assumeUsed(): void {
    this.#used ??= this.#watcher?.last ?? null;
  }

  /** Waits for all inputs and takes them as used. Rejects with the runtime's error if one has no value. */
  async take({ watched, fetched }: CellInputs, options: VariableOptions): Promise<KnownInputs> {
    const [seen, loaded] = await Promise.all([
      this.#watcher?.values() ?? [],
      fetchValues(this.#main, fetched, options),
    ]);
    this.#used = seen;
    return new Map([...zip(watched, seen), ...zip(fetched, loaded)]);
  }

  dispose(): void {
    this.#watcher?.dispose();
  }

  /** Names of inputs whose values are no longer those used. */
  get changed(): readonly string[] {
    return this.#watcher && this.#used ? this.#watcher.changedSince(this.#used) : [];
  }
}

/** Pairs names with values by place. */
export function zip(names: readonly string[], values: readonly unknown[]): (readonly [string, unknown])[] {
  return names.map((name, at) => [name, values[at]]);
}
