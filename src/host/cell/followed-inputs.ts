import type { CompiledCell } from "../../notebook/chapter.ts";
import type { CellHost } from "./cell-host.ts";
import { sortInputs, type CellInputs } from "./cell-inputs.ts";

/** Where the inputs of a cell's present text come from, and whether that has changed since the runtime was told. */
export class FollowedInputs {
  #host: CellHost;
  #isManual: boolean;
  /** Empty as long as the runtime has no text that could be used. */
  #key = "";

  constructor(host: CellHost, isManual: boolean) {
    this.#host = host;
    this.#isManual = isManual;
  }

  sort(compiled: CompiledCell): CellInputs {
    const { library, isDefined } = this.#host;
    return sortInputs(compiled, library, { manual: this.#isManual, isDefined });
  }

  /** The runtime knows them from now on. */
  note(inputs: CellInputs): void {
    this.#key = this.#keyOf(inputs);
  }

  forget(): void {
    this.#key = "";
  }

  /** Whether these come from elsewhere than those that the runtime knows. */
  areOther(inputs: CellInputs): boolean {
    return this.#key !== "" && this.#keyOf(inputs) !== this.#key;
  }

  /** Tells where each input comes from: from a cell, from the library, or from the page, as its width does. */
  #keyOf(inputs: CellInputs): string {
    return JSON.stringify([inputs, inputs.live.includes("width") && this.#host.isDefined("width")]);
  }
}
