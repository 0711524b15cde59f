import type { CompiledCell } from "../../notebook/chapter.ts";

/** The values that a cell had last, of itself or of its names. */
export class LastValues {
  #own: { readonly value: unknown } | null = null;
  #outputs = new Map<string, unknown>();

  note(value: unknown): void {
    this.#own = { value };
  }

  noteOutput(name: string, value: unknown): void {
    this.#outputs.set(name, value);
  }

  forget(): void {
    this.#own = null;
    this.#outputs = new Map();
  }

  /** What computes to the same once more; null where a value is missing. */
  read({ outputs }: Pick<CompiledCell, "outputs">): { readonly value: unknown } | null {
    if (outputs.length === 0) return this.#own;
    return outputs.every((name) => this.#outputs.has(name)) ? { value: new Map(this.#outputs) } : null;
  }
}
