import { autocompletion, ifNotIn, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { localCompletionSource, snippets } from "@codemirror/lang-javascript";
import type { Extension } from "@codemirror/state";

/** Where words are not names. */
const proseNodes = ["LineComment", "BlockComment", "String", "TemplateString"];

/** Completes what a cell can name: other cells' names, the library's, and names within the cell itself. */
export function completeNames(names: () => readonly string[]): Extension {
  const completeFromNotebook = (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/[\w$]+/);
    const isProperty = word && context.state.sliceDoc(word.from - 1, word.from) === ".";
    if (isProperty || (!word && !context.explicit)) return null;
    const options = [...new Set(names())].map((label) => ({ label, type: "variable" }));
    return { from: word?.from ?? context.pos, options, validFor: /^[\w$]*$/ };
  };
  const completeKeywords = (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/\w+/);
    return word ? { from: word.from, options: snippets, validFor: /^\w*$/ } : null;
  };
  const sources = [completeFromNotebook, localCompletionSource, completeKeywords];
  return autocompletion({ override: sources.map((source) => ifNotIn(proseNodes, source)), icons: false });
}
