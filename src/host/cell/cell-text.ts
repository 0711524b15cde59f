import type { ChapterCell, CompiledCell } from "../../notebook/chapter.ts";
import { loadCompiler } from "../../notebook/load-compiler.ts";
import { describeSyntaxError, type CellError } from "./cell-error.ts";

/** A text with what it compiles to. */
export interface CompiledText {
  readonly source: string;
  readonly compiled: CompiledCell;
}

/** The text of a cell: as published, as the reader sees it, and as the runtime holds it. */
export class CellText {
  readonly published: ChapterCell;
  source: string;
  applied: CompiledText;
  /** Why the present text cannot be applied. */
  problem: CellError | null = null;

  constructor(published: ChapterCell) {
    this.published = published;
    this.source = published.source;
    this.applied = { source: published.source, compiled: published.compiled };
  }

  get isApplied(): boolean {
    return this.source === this.applied.source;
  }

  change(source: string): void {
    this.source = source;
    this.problem = null;
  }

  /** Compiles the present text; null, with the problem kept, where it is not JavaScript. */
  async compile(): Promise<CompiledText | null> {
    const { source, published } = this;
    this.problem = null;
    if (this.isApplied) return this.applied;
    if (source === published.source) return { source, compiled: published.compiled };
    // The parser is loaded with the first edit: a page that is only read does without it.
    const compile = await loadCompiler(published.mode);
    try {
      return { source, compiled: compile(source) };
    } catch (error) {
      if (source === this.source) this.problem = describeSyntaxError(error);
      return null;
    }
  }
}
