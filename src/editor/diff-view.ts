import { javascript } from "@codemirror/lang-javascript";
import { syntaxHighlighting } from "@codemirror/language";
import { unifiedMergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, highlightSpecialChars } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

export interface DiffView {
  show(before: string, after: string): void;
  dispose(): void;
}

/**
 * Shows what changed from one text to another, to be read only: lines of the first with − in front, lines of the second
 * with +. This module is large and loaded with the first comparison only.
 * @param label what the text is called for those who do not see it
 */
export function openDiff(parent: HTMLElement, label: string): DiffView {
  let view: EditorView | null = null;
  return {
    show(before, after) {
      view?.destroy();
      view = new EditorView({
        parent,
        state: EditorState.create({ doc: after, extensions: createExtensions(before, label) }),
      });
    },
    dispose: () => view?.destroy(),
  };
}

function createExtensions(before: string, label: string): Extension[] {
  return [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.lineWrapping,
    // What turns the direction of text around could show other code than what would run.
    highlightSpecialChars({ addSpecialChars: /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g }),
    unifiedMergeView({
      original: before,
      mergeControls: false,
      allowInlineDiffs: false,
      collapseUnchanged: { margin: 2, minSize: 6 },
    }),
    javascript(),
    syntaxHighlighting(classHighlighter),
    EditorView.contentAttributes.of({
      "aria-label": label,
      "aria-readonly": "true",
      tabindex: "0",
      spellcheck: "false",
    }),
  ];
}
