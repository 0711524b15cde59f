import type { VariableOptions } from "@observablehq/runtime";
import type { CompiledCell } from "../../notebook/chapter.ts";
import { defineVariables } from "../runtime/cell-variables.ts";
import { width } from "../runtime/generators.ts";
import type { CellError } from "./cell-error.ts";
import type { CellState } from "./cell-state.ts";
import type { CellText, CompiledText } from "./cell-text.ts";
import { explainFailure } from "./explain-failure.ts";
import { LastValues } from "./last-values.ts";
import type { PresentRun, RunSurroundings } from "./present-run.ts";

/** What the text of a cell is installed for. */
export interface InstalledCell extends RunSurroundings {
  readonly text: CellText;
  readonly runs: PresentRun;
  /** The installed text cannot be used. */
  readonly becomeBroken: (problem: CellError) => void;
}

/** What the runtime holds of a cell: the variables of one text, and what it reports of them. */
export class InstalledText {
  #cell: InstalledCell;
  #deleteVariables: (() => void) | null = null;
  #last = new LastValues();

  constructor(cell: InstalledCell) {
    this.#cell = cell;
  }

  /** The values that the text had last, for its names or itself. */
  get last(): LastValues {
    return this.#last;
  }

  get shadow(): NonNullable<VariableOptions["shadow"]> {
    const { host, output } = this.#cell;
    return host.isDefined("width") ? {} : { width: () => width(output.root) };
  }

  /**
   * Puts a text in the place of the one before, whose run is over.
   * @param live names of inputs that compute it anew when they change
   * @param start computes the value, or the values of the names that the text defines
   */
  install(applied: CompiledText, live: readonly string[], start: (values: readonly unknown[]) => unknown): void {
    const { cellId, host, output, standing, text, runs } = this.#cell;
    this.delete();
    runs.retire();
    standing.forgetFailures();
    this.#last.forget();
    text.apply(applied);
    this.#deleteVariables = defineVariables(host.main, {
      id: cellId,
      inputs: live,
      outputs: applied.compiled.outputs,
      node: output.root,
      shadow: this.shadow,
      start,
      pending: () => this.#pending(),
      fulfilled: (value) => this.#fulfilled(value),
      rejected: (error) => this.#rejected(error),
      outputFulfilled: (name, value) => {
        this.#last.noteOutput(name, value);
        standing.outputRecovered(name);
      },
      outputRejected: (name, error) => standing.outputFailed(name, this.explain(error)),
    });
    host.redefined();
  }

  /** How the cell stands after an error, of the installed text or of another one. */
  explain(error: unknown, { body, prefixLines }: CompiledCell = this.#compiled): CellState {
    const { cellId, host } = this.#cell;
    return explainFailure(error, { cellId, body, prefixLines }, host);
  }

  delete(): void {
    this.#deleteVariables?.();
  }

  get #compiled(): CompiledCell {
    return this.#cell.text.applied.compiled;
  }

  #pending(): void {
    const { isManual, standing, runs } = this.#cell;
    if (isManual && standing.base.kind !== "queued") return;
    runs.leaveBehind();
    standing.become({ kind: "queued", place: null });
  }

  #fulfilled(value: unknown): void {
    const { output, runs } = this.#cell;
    const { autodisplay } = this.#compiled;
    const { run } = runs;
    this.#last.note(value);
    if (!run) {
      // The recording of a manual cell: the page holds its output already, unless it has to be drawn here.
      if (autodisplay && output.isEmpty) output.replace(value);
      return;
    }
    try {
      if (autodisplay) output.replace(value);
      else if (!run.hasDisplayed) output.clear();
    } catch (error) {
      return this.#rejected(error);
    }
    run.codeEnded();
  }

  #rejected(error: unknown): void {
    const { text, standing, runs, becomeBroken } = this.#cell;
    const { problem } = text.applied;
    if (problem) return becomeBroken(problem);
    const { elapsedMs } = runs;
    runs.retire();
    const state = this.explain(error);
    standing.become(state.kind === "stopped" ? { kind: "stopped", elapsedMs } : state);
  }
}
