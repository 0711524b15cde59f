import type { Module, Variable, VariableOptions } from "@observablehq/runtime";
import { hold, release } from "./held-value.ts";
import { defineName, deleteVariable } from "./runtime-memory.ts";

/** What a cell defines, by name. A map, since as an object it would be a promise where a cell defines `then`. */
export type OutputValues = ReadonlyMap<string, unknown>;

/** A cell as the runtime sees it: one variable that computes, and one for each name that the cell defines. */
export interface CellDefinition {
  readonly id: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly node: Element;
  readonly shadow: NonNullable<VariableOptions["shadow"]>;
  /** Computes the value, or, where there are outputs, their values by name. */
  start(values: readonly unknown[]): unknown;
  /** An input changed: the value is out of date. */
  pending(): void;
  fulfilled(value: unknown): void;
  rejected(error: unknown): void;
  outputFulfilled(name: string, value: unknown): void;
  /** The name has no value although the cell's code ran: its generator failed, or two cells define it. */
  outputRejected(name: string, error: unknown): void;
}

/**
 * Defines the cell's variables, in the shape of notebook-kit's `define`. Nothing is reported any more once they are
 * disposed of: the runtime calls observers of deleted variables once again, with undefined.
 * @returns the function that deletes them
 */
export function defineVariables(main: Module, cell: CellDefinition): () => void {
  let alive = true;
  const whileAlive =
    <T extends unknown[]>(report: (...values: T) => void) =>
    (...values: T) => {
      if (alive) report(...values);
    };
  const name = variableName(cell.id);
  const observer = {
    _node: cell.node,
    pending: whileAlive(() => cell.pending()),
    fulfilled: whileAlive((value: unknown) => cell.fulfilled(release(value))),
    rejected: whileAlive((error: unknown) => cell.rejected(error)),
  };
  const computed = main.variable(observer, { shadow: cell.shadow });
  computed.define(name, cell.inputs, (...values) => cell.start(values.map(release)));
  const outputs = cell.outputs.map((output): Variable => {
    const outputObserver = {
      fulfilled: whileAlive((value: unknown) => cell.outputFulfilled(output, release(value))),
      rejected: whileAlive((error: unknown) => {
        if (!isInputError(error, name)) cell.outputRejected(output, error);
      }),
    };
    const pick = (outputs: unknown) => hold((outputs as OutputValues).get(output));
    return defineName(main, output, () => main.variable(outputObserver).define(output, [name], pick));
  });
  return () => {
    alive = false;
    for (const variable of outputs) variable.delete();
    deleteVariable(computed);
  };
}

/** The name of a cell's own value in the runtime: a space keeps it apart from what code can name. */
export function variableName(cellId: string): string {
  return `cell ${cellId}`;
}

/** The cell's own code failed, which its observer has reported already. */
function isInputError(error: unknown, name: string): boolean {
  return error instanceof Error && "input" in error && error.input === name;
}

/**
 * The present values of some names; rejects if one of them fails. Generators give their first value.
 * @param signal ends the wait
 */
export function fetchValues(
  main: Module,
  names: readonly string[],
  { signal, ...options }: VariableOptions & { readonly signal?: AbortSignal } = {},
): Promise<readonly unknown[]> {
  if (names.length === 0) return Promise.resolve([]);
  let variable: Variable | null = null;
  const values = new Promise<readonly unknown[]>((resolve, reject) => {
    // Deleted, it is told of undefined; nobody waits for that any more.
    const fulfilled = (found: unknown) => resolve(((found ?? []) as readonly unknown[]).map(release));
    const observer = { fulfilled, rejected: reject };
    signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    variable = main.variable(observer, options).define(null, names, (...found) => found);
  });
  return values.finally(() => variable && deleteVariable(variable));
}
