import type { CellLibrary } from "./cell-context.ts";
import type { CellRun } from "./cell-run.ts";
import type { CellFunction } from "../runtime/evaluate-cell.ts";
import { importerOf } from "../runtime/import-module.ts";
import { zip, type KnownInputs } from "./manual-inputs.ts";
import { callWithTensors } from "../runtime/tensor-scope.ts";

export interface CallOptions {
  /** All inputs of the code, in its order. */
  readonly inputs: readonly string[];
  /** Those that the library binds to the run. */
  readonly perRun: readonly string[];
  /** The values of all others. */
  readonly values: KnownInputs;
  readonly run: CellRun;
  readonly library: CellLibrary;
}

/**
 * Binds the library's functions to the run.
 * @returns the function that calls the cell's code, at once unless something has to be loaded first
 */
export function prepareCall(code: CellFunction, { inputs, perRun, values, run, library }: CallOptions): () => unknown {
  const known = new Map<string, unknown>([...values, ["display", run.display], ["view", run.view]]);
  const bound = perRun.map((name) => library.perRun[name]?.(run.context));
  const call = (functions: readonly unknown[]) => {
    const all = new Map([...known, ...zip(perRun, functions)]);
    const given = inputs.map((name) => all.get(name));
    return callWithTensors(all.get("tf"), run.retired, () => code(...given, importerOf(library.modules ?? {})));
  };
  return () => (bound.length > 0 ? Promise.all(bound).then(call) : call([]));
}
