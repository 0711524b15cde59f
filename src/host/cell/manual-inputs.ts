import type { Module, VariableOptions } from "@observablehq/runtime";
import type { CellInputs } from "./cell-inputs.ts";
import { isPlainData } from "../../core/is-plain-data.ts";
import { fetchValues } from "../runtime/cell-variables.ts";
import { InputWatcher } from "./input-watcher.ts";

/** Values by name. */
export type KnownInputs = ReadonlyMap<string, unknown>;

/** The inputs of a manual cell: what its last run used, and how the present values differ from that. */
export class ManualInputs {
  #main: Module;
  #onChange: () => void;
  #watcher: InputWatcher | null = null;
  /** What the last run got from cells and from the library. */
  #used: UsedInputs | null = null;
  #library: readonly string[] = [];
  /** What a run that was kept has used, as far as that could be kept. */
  #expected: ExpectedInputs | null = null;

  constructor(main: Module, onChange: () => void) {
    this.#main = main;
    this.#onChange = onChange;
  }

  /** Follows the inputs of a text that is about to run. */
  watch(inputs: CellInputs): void {
    if (this.#follow(inputs)) this.#used = null;
  }

  /** Follows the inputs of the same text where others of them come from cells now. */
  resolveAnew(inputs: CellInputs): void {
    this.#follow(inputs);
    this.#onChange();
  }

  /** Takes the present values as those that the shown value was made with, unless that is known. */
  assumeUsed(): void {
    const { last, names = [] } = this.#watcher ?? {};
    if (!last || this.#used) return;
    const expected = this.#expected;
    // What could not be kept is the same as long as the texts are that it comes from.
    const isSame = expected?.isSameText() ?? true;
    const valueOf = (name: string, value: unknown) => {
      if (expected?.values.has(name)) return expected.values.get(name);
      return isSame ? value : expected;
    };
    this.#used = { cells: new Map(zip(names, last).map(([name, value]) => [name, valueOf(name, value)])) };
  }

  /** Whether it is known what the shown value was made with. */
  get isKnown(): boolean {
    return this.#used !== null;
  }

  /** A run that was kept has used these: what differs from them now has changed. */
  expect(values: KnownInputs, isSameText: () => boolean): void {
    this.#expected = { values, isSameText };
  }

  /** The shown value is another one: what it was made with is not known. */
  forgetUsed(): void {
    this.#used = this.#expected = null;
  }

  /** Of what the last run used, all that is plain data. */
  get plainUsed(): readonly (readonly [name: string, value: unknown])[] {
    return [...(this.#used?.cells ?? [])].filter(([, value]) => isPlainData(value));
  }

  /** Waits for all inputs and takes them as used. Rejects with the runtime's error if one has no value. */
  async take(inputs: CellInputs, options: VariableOptions): Promise<KnownInputs> {
    const { watched, fetched } = inputs;
    const [seen, loaded] = await Promise.all([
      this.#watcher?.values() ?? [],
      fetchValues(this.#main, fetched, options),
    ]);
    this.#used = { cells: new Map(zip(watched, seen)) };
    return new Map([...zip(watched, seen), ...zip(fetched, loaded)]);
  }

  /** The runtime's error where an input has no value now; null where all have one. */
  get failure(): unknown {
    return this.#watcher?.failure ?? null;
  }

  dispose(): void {
    this.#watcher?.dispose();
  }

  /** Names of inputs whose values are no longer those used, or that come from elsewhere now. */
  get changed(): readonly string[] {
    if (!this.#watcher || !this.#used) return [];
    const { cells } = this.#used;
    const gone = this.#library.filter((name) => cells.has(name));
    return [...this.#watcher.changedSince(cells), ...gone];
  }

  /** @returns whether other inputs come from cells than before */
  #follow({ watched, fetched, perRun }: CellInputs): boolean {
    this.#library = [...fetched, ...perRun];
    if (this.#watcher && this.#watcher.names.join() === watched.join()) return false;
    this.#watcher?.dispose();
    this.#watcher = new InputWatcher(this.#main, watched, this.#onChange);
    return true;
  }
}

interface ExpectedInputs {
  readonly values: KnownInputs;
  readonly isSameText: () => boolean;
}

interface UsedInputs {
  /** Values by name; what came from the library is not among them, and is the same as long as it comes from there. */
  readonly cells: KnownInputs;
}

/** Pairs names with values by place. */
export function zip(names: readonly string[], values: readonly unknown[]): (readonly [string, unknown])[] {
  return names.map((name, at) => [name, values[at]]);
}
