import { linter, type Diagnostic } from "@codemirror/lint";
import { StateEffect, StateField, type Extension, type Text } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { CellSyntaxError } from "../notebook/cell-syntax-error.ts";
import type { ChapterCell } from "../notebook/chapter.ts";
import { loadCompiler } from "../notebook/load-compiler.ts";

/** An error of the running cell, to be marked in its text. */
export interface EditorError {
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** Marks what cannot be compiled while the reader types, and the line at which the last run failed. */
export function lintCell(mode: ChapterCell["mode"]): Extension {
  return [linter(({ state }) => findSyntaxErrors(state.doc, mode), { delay: 500 }), runErrorLine];
}

const setErrorLine = StateEffect.define<number | null>();

/** The line moves with the text and goes when the reader changes it. */
const runErrorLine = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    const effect = transaction.effects.find((each) => each.is(setErrorLine));
    if (effect) return decorateLine(transaction.state.doc, effect.value as number | null);
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const errorLine = Decoration.line({ class: "cell-editor-error-line" });

/** Shows where the running cell failed; null takes the mark away. */
export function showRunError(view: EditorView, error: EditorError | null): void {
  const line = error?.line ?? null;
  if (line === null && view.state.field(runErrorLine).size === 0) return;
  view.dispatch({ effects: setErrorLine.of(line) });
}

function decorateLine(doc: Text, line: number | null): typeof Decoration.none {
  if (line === null || line < 1 || line > doc.lines) return Decoration.none;
  return Decoration.set([errorLine.range(doc.line(line).from)]);
}

async function findSyntaxErrors(doc: Text, mode: ChapterCell["mode"]): Promise<Diagnostic[]> {
  // Without the compiler there is nothing to say here; Run says that it is missing.
  const compile = await loadCompiler(mode).catch(() => null);
  if (compile === null) return [];
  try {
    compile(doc.toString());
    return [];
  } catch (error) {
    if (!(error instanceof CellSyntaxError)) throw error;
    const line = doc.line(Math.min(Math.max(1, error.line), doc.lines));
    const from = Math.min(line.from + error.column - 1, line.to);
    return [
      { from, to: Math.min(from + 1, line.to), severity: "error", message: `Line ${error.line}: ${error.message}` },
    ];
  }
}
