import type { ChapterCell, CompiledCell } from "../../notebook/chapter.ts";
import { loadPart } from "../../browser/load-part.ts";
import { guessNames } from "../../notebook/guess-names.ts";
import { loadCompiler, type Compile } from "../../notebook/load-compiler.ts";
import { describeSyntaxError, type CellError } from "./cell-error.ts";

/** A text with what it compiles to. */
export interface CompiledText {
  readonly source: string;
  /** Of a text that cannot be used only the names that it is about to define, which have no value until it can. */
  readonly compiled: CompiledCell;
  /** Why it cannot be used; null where it can. */
  readonly problem: CellError | null;
}

/** The text of a cell: as published, as the reader sees it, and as the runtime holds it. */
export class CellText {
  readonly published: ChapterCell;
  source: string;
  #applied: CompiledText;
  #sound: CompiledText;

  constructor(published: ChapterCell) {
    this.published = published;
    this.source = published.source;
    this.#applied = { source: published.source, compiled: published.compiled, problem: null };
    this.#sound = this.#applied;
  }

  /** What the runtime holds. */
  get applied(): CompiledText {
    return this.#applied;
  }

  /** The last one that could be used. */
  get sound(): CompiledText {
    return this.#sound;
  }

  apply(text: CompiledText): void {
    this.#applied = text;
    if (!text.problem) this.#sound = text;
  }

  get isApplied(): boolean {
    return this.source === this.#applied.source;
  }

  /** Why the present text cannot be used, once that was tried. */
  get problem(): CellError | null {
    return this.isApplied ? this.#applied.problem : null;
  }

  /** Compiles the present text. */
  async compile(): Promise<CompiledText> {
    const { source, published } = this;
    if (this.isApplied && !this.#applied.problem) return this.#applied;
    if (source === published.source) return { source, compiled: published.compiled, problem: null };
    // The parser is loaded with the first edit: a page that is only read does without it.
    try {
      return this.#compileWith(await loadPart("The compiler", () => loadCompiler(published.mode)), source);
    } catch (error) {
      return this.#broken(source, { ...describeSyntaxError(error), hint: "Your text is kept." });
    }
  }

  #compileWith(compile: Compile, source: string): CompiledText {
    try {
      return { source, compiled: compile(source), problem: null };
    } catch (error) {
      return this.#broken(source, describeSyntaxError(error));
    }
  }

  #broken(source: string, problem: CellError): CompiledText {
    const outputs = [...new Set([...this.#sound.compiled.outputs, ...guessNames(source)])];
    return { source, compiled: { body: "", inputs: [], outputs, autodisplay: false, prefixLines: 0 }, problem };
  }
}
