import type { Runtime } from "@observablehq/runtime";
import { PartMissing } from "../../core/part-missing.ts";
import { redefineBuiltin } from "./runtime-memory.ts";

type Load = () => unknown;

/**
 * The library's parts as the runtime asks for them. It asks once, and would keep a failure as long as the page is open:
 * here it is remembered which did not come, so that they can be asked for again.
 */
export class LibraryParts {
  readonly builtins: Readonly<Record<string, Load>>;
  #failed = new Map<string, unknown>();

  constructor(loads: Readonly<Record<string, Load>>) {
    const watched = Object.entries(loads).map(([name, load]) => [name, () => this.#watch(name, load)] as const);
    this.builtins = Object.fromEntries(watched);
  }

  /** Why a part did not come, where it was its file that did not. */
  missing(name: string): PartMissing | null {
    const error = this.#failed.get(name);
    return error instanceof PartMissing ? error : null;
  }

  /** Asks again for what did not come. Automatic cells that wait for it run when it is there. */
  retry(runtime: Runtime): void {
    const names = [...this.#failed.keys()];
    this.#failed.clear();
    for (const name of names) redefineBuiltin(runtime, name, this.builtins[name] ?? (() => undefined));
  }

  #watch(name: string, load: Load): unknown {
    const note = (error: unknown): never => {
      this.#failed.set(name, error);
      throw error;
    };
    try {
      const value = load();
      return value instanceof Promise ? value.catch(note) : value;
    } catch (error) {
      return note(error);
    }
  }
}
