import type { Module } from "@observablehq/runtime";
import { CourseError } from "../core/errors.ts";
import { findUpstream } from "../notebook/cell-graph.ts";
import type { CompiledCell } from "../notebook/chapter.ts";
import type { CellError } from "./cell/cell-error.ts";
import type { CellSet } from "./cell/cell-set.ts";
import type { CellStarts } from "./cell/cell-starts.ts";
import type { CellState } from "./cell/cell-state.ts";
import type { HostedCell } from "./cell/hosted-cell.ts";
import { zip } from "./cell/manual-inputs.ts";
import { fetchValues, variableName } from "./runtime/cell-variables.ts";
import { evaluateExpression } from "./runtime/evaluate-expression.ts";
import { propertyNames } from "./runtime/property-names.ts";

/** What the cells of an open notebook hold, for code that is no cell of it. */
export class CellValues {
  #main: Module;
  #cells: CellSet;
  #starts: CellStarts;

  constructor(main: Module, cells: CellSet, starts: CellStarts) {
    this.#main = main;
    this.#cells = cells;
    this.#starts = starts;
  }

  /** The present value of a cell: of its one name, an object of several, or of its expression. Rejects if there is none. */
  async of({ id, compiled }: HostedCell): Promise<unknown> {
    await this.#starts.wake([id]);
    const { outputs } = compiled;
    const names = outputs.length > 0 ? outputs : [variableName(id)];
    const values = await fetchValues(this.#main, names);
    return outputs.length > 1 ? Object.fromEntries(zip(names, values)) : values[0];
  }

  /** Names of the properties of what a name stands for now; none where it has no value. */
  async propertiesOf(name: string): Promise<readonly string[]> {
    await this.#wakeNeeded([name]);
    return fetchValues(this.#main, [name])
      .then(([value]) => propertyNames(value))
      .catch(() => []);
  }

  /**
   * The value of an expression over the present values of cells and library. Rejects where one of them has none, or comes
   * from a cell that is in error, however long the way.
   * @param name under which it appears in stack traces
   * @param signal ends the wait for those values
   */
  async evaluate(name: string, compiled: CompiledCell, signal: AbortSignal): Promise<unknown> {
    await this.#wakeNeeded(compiled.inputs);
    for (const { id, state } of this.findNeeded(compiled))
      if (state.kind === "error") throw refuseCause(state.error, id);
    return evaluateExpression(this.#main, name, compiled, signal);
  }

  /** The cells that an expression depends on, directly or through others, nearest first. */
  findNeeded({ inputs }: Pick<CompiledCell, "inputs">): readonly { readonly id: string; readonly state: CellState }[] {
    const asking = { id: "", compiled: { inputs, outputs: [] } };
    return findUpstream([...this.#cells.all, asking], asking.id).flatMap((id) => this.#cells.get(id) ?? []);
  }

  async #wakeNeeded(inputs: readonly string[]): Promise<void> {
    await this.#starts.wake(this.findNeeded({ inputs }).map(({ id }) => id));
  }
}

function refuseCause({ message, causedBy }: CellError, id: string): Error {
  return new CourseError(`caused by cell ${causedBy ?? id}: ${message}`);
}
