import { guardName } from "../../../notebook/loop-guard-name.ts";
import type { JobCell } from "./job.ts";
import { apply } from "./natives.ts";

/** Brings what a name of the course's library stands for; undefined: there is none. */
export type LoadName = (name: string) => Promise<unknown> | undefined;

type CellFunction = (...inputs: unknown[]) => unknown;

/** Either a value, or the reason why there is none. */
type Named = { readonly value: unknown } | { readonly missing: string };

const { hasOwn } = Object;
const evaluate = globalThis.eval;

/** What the names of an answer's cells stand for, as the cells of a page see them: other cells' first, then the library's. */
export class CellValues {
  /** A null prototype: `constructor` is a name as any other. */
  #names = Object.create(null) as Record<string, Named>;
  #library = Object.create(null) as Record<string, unknown>;

  /** Loads what cells may need of the library, before code of a student's can patch what the library is made of. */
  async prepare(cells: readonly JobCell[], load: LoadName): Promise<void> {
    for (const name of new Set(cells.flatMap(({ compiled }) => compiled.inputs))) {
      const loaded = load(name);
      if (loaded !== undefined) this.#library[name] = await loaded;
    }
  }

  /** @throws what the cell's code throws, or an error that names what it needs */
  async run(cell: JobCell): Promise<void> {
    const { inputs, outputs } = cell.compiled;
    try {
      const code = compile(cell);
      const given: unknown[] = [];
      for (let at = 0; at < inputs.length; at++) given[at] = this.#input(inputs[at] ?? "");
      const result: unknown = await apply(code, undefined, given);
      this.#keep(outputs, outputsOf(result, outputs));
    } catch (error) {
      for (let at = 0; at < outputs.length; at++)
        this.#names[outputs[at] ?? ""] = { missing: `cell ${cell.id} failed` };
      throw error;
    }
  }

  /** @throws Error if no cell of the answer gives the name a value */
  read(name: string): unknown {
    const found = this.#names[name];
    if (found === undefined) throw new ReferenceError(`${name} is not defined`);
    if ("missing" in found) throw new ReferenceError(`${name} has no value: ${found.missing}`);
    return found.value;
  }

  #input(name: string): unknown {
    if (name in this.#names) return this.read(name);
    // A cell shows its work to nobody here.
    if (name === "display") return (value: unknown) => value;
    if (name in this.#library) return this.#library[name];
    if (!(name in globalThis)) throw new ReferenceError(`${name} is not defined`);
    return (globalThis as unknown as Readonly<Record<string, unknown>>)[name];
  }

  #keep(outputs: readonly string[], record: object | null): void {
    for (let at = 0; at < outputs.length; at++) {
      const name = outputs[at] ?? "";
      const value: unknown =
        record !== null && hasOwn(record, name) ? (record as Readonly<Record<string, unknown>>)[name] : undefined;
      this.#names[name] = { value };
    }
  }
}

/** Loops may take the time that they have: here they are ended from outside, and what they cost is said as that. */
function compile({ id, compiled }: JobCell): CellFunction {
  const create = evaluate(`((${guardName}) => (${compiled.body}\n))\n//# sourceURL=${id}.js`) as (
    guard: () => void,
  ) => CellFunction;
  return create(() => undefined);
}

/** See `compileCell`: a record with a name `then` stands in a list. */
function outputsOf(result: unknown, outputs: readonly string[]): object | null {
  let isListed = false;
  for (let at = 0; at < outputs.length; at++) isListed ||= outputs[at] === "then";
  const record = isListed ? (result as readonly unknown[])[0] : result;
  return typeof record === "object" ? record : null;
}
