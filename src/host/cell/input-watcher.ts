import type { Module, Variable } from "@observablehq/runtime";
import { release } from "../runtime/held-value.ts";
import { sameValue } from "../runtime/same-value.ts";

type Outcome = { readonly values: readonly unknown[] } | { readonly error: unknown };

/** Follows the inputs of a manual cell without running it: what Run would use, and what changed since. */
export class InputWatcher {
  readonly names: readonly string[];
  #variable: Variable;
  #outcome: Outcome | null = null;
  #last: readonly unknown[] | null = null;
  #waiting: (() => void)[] = [];

  /** @param onChange called whenever the inputs have new values or fail */
  constructor(main: Module, names: readonly string[], onChange: () => void) {
    this.names = names;
    const settle = (outcome: Outcome) => {
      this.#outcome = outcome;
      if ("values" in outcome) this.#last = outcome.values;
      for (const resume of this.#waiting.splice(0)) resume();
      onChange();
    };
    const observer = {
      pending: () => void (this.#outcome = null),
      fulfilled: (values: unknown) => settle({ values: ((values ?? []) as readonly unknown[]).map(release) }),
      rejected: (error: unknown) => settle({ error }),
    };
    this.#variable = main.variable(observer).define(null, names, (...values) => values);
  }

  /** The runtime's error where an input has no value now. */
  get failure(): unknown {
    return this.#outcome && "error" in this.#outcome ? this.#outcome.error : null;
  }

  /** The last complete set of values; null before the first. */
  get last(): readonly unknown[] | null {
    return this.#last;
  }

  /** The values once no input is being computed. Rejects with the runtime's error if one of them fails. */
  async values(): Promise<readonly unknown[]> {
    while (!this.#outcome) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if ("error" in this.#outcome) throw this.#outcome.error;
    return this.#outcome.values;
  }

  /** Names whose values differ from those given or are not among them, in the order of `names`. */
  changedSince(values: ReadonlyMap<string, unknown>): readonly string[] {
    const last = this.#last;
    return this.names.filter((name, at) => !values.has(name) || (last && !sameValue(last[at], values.get(name))));
  }

  dispose(): void {
    this.#variable.delete();
  }
}
