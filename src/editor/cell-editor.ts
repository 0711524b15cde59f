import {
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  completionStatus,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, simplifySelection } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { search, searchKeymap, searchPanelOpen } from "@codemirror/search";
import { EditorState, Prec, type Extension } from "@codemirror/state";
import { crosshairCursor, drawSelection, EditorView, keymap, rectangularSelection } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import type { ChapterCell } from "../notebook/chapter.ts";
import { completeNames, type NameSource } from "./complete-names.ts";
import { hoverDocs } from "./hover-docs.ts";
import { lintCell, showRunError, type EditorError } from "./lint-cell.ts";
import { signatureHelp } from "./signature-help.ts";

export interface EditorOptions {
  readonly parent: HTMLElement;
  /** What the text field is called for those who do not see it. */
  readonly label: string;
  readonly source: string;
  readonly mode: ChapterCell["mode"];
  /** Names that a cell can use, for completion and help. */
  readonly names: NameSource;
  readonly onChange: (source: string) => void;
  /** Shift+Enter, Ctrl+Enter or Cmd+Enter. */
  readonly onRun: () => void;
  /** Escape: the focus must go elsewhere, so that Tab moves on. */
  readonly onLeave: () => void;
}

export interface CellEditor {
  /** Brings text and error up to date. Text that is there already is left alone, with its cursor and history. */
  show(source: string, error: EditorError | null): void;
  /** Puts the cursor into the text, at the start of a line if one is given (counted from 1). */
  focus(line?: number): void;
  dispose(): void;
}

/** Opens a code editor for one cell. This module is large and loaded with the first edit only. */
export function openEditor(options: EditorOptions): CellEditor {
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({ doc: options.source, extensions: createExtensions(options) }),
  });
  return {
    show(source, error) {
      if (view.state.doc.toString() !== source)
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: source } });
      showRunError(view, error);
    },
    focus(line) {
      if (line !== undefined) {
        const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
        view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      }
      view.focus();
    },
    dispose: () => view.destroy(),
  };
}

function createExtensions({ label, mode, names, onChange, onRun, onLeave }: EditorOptions): Extension[] {
  const run = () => {
    onRun();
    return true;
  };
  // A list, a search or further cursors are closed first.
  const leave = (view: EditorView) => {
    if (completionStatus(view.state) === "active" || searchPanelOpen(view.state)) return false;
    closeCompletion(view);
    if (!simplifySelection(view)) onLeave();
    return true;
  };
  return [
    // Before the completion's own keys: it would swallow Escape while it is still looking for names.
    Prec.highest(
      keymap.of([
        { key: "Shift-Enter", run },
        { key: "Mod-Enter", run },
        { key: "Escape", run: leave },
      ]),
    ),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...lintKeymap]),
    keymap.of([...historyKeymap, indentWithTab, ...defaultKeymap]),
    history(),
    EditorState.allowMultipleSelections.of(true),
    drawSelection(),
    rectangularSelection(),
    crosshairCursor(),
    search({ top: true }),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    completeNames(names),
    hoverDocs(names),
    signatureHelp(names),
    lintCell(mode),
    javascript({ typescript: mode === "ts" }),
    syntaxHighlighting(classHighlighter),
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "false", autocapitalize: "off" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
    }),
  ];
}
