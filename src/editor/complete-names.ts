import {
  autocompletion,
  ifNotIn,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { localCompletionSource, snippets } from "@codemirror/lang-javascript";
import type { Extension } from "@codemirror/state";
import { signatureOf } from "./api-doc.ts";
import { findDoc } from "./api-docs.ts";
import { completeMembers, type FindProperties } from "./complete-members.ts";
import { completeOptions, completeValues } from "./complete-options.ts";
import { placeInfo } from "./place-info.ts";
import { renderDoc } from "./render-doc.ts";

/** What the notebook around an editor tells about names. */
export interface NameSource {
  /** All that a cell can name: cells' names first. */
  readonly names: () => readonly string[];
  /** The cell that defines a name; null for the library's. */
  readonly ownerOf: (name: string) => string | null;
  readonly properties: FindProperties;
}

/** Where words are not names. */
const proseNodes = ["LineComment", "BlockComment", "String", "TemplateString"];

/** Completes what a cell can name: cells' names, the library's with its documentation, options, and its own names. */
export function completeNames(source: NameSource): Extension {
  const sources = [
    completeFromNotebook(source),
    completeOptions,
    completeMembers(source.properties),
    localCompletionSource,
    completeKeywords,
  ];
  return autocompletion({
    override: [...sources.map((each) => ifNotIn(proseNodes, each)), completeValues],
    icons: false,
    positionInfo: placeInfo,
    optionClass: ({ type }) => (type === "cell" ? "is-cell" : ""),
  });
}

function completeFromNotebook(source: NameSource) {
  return (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/[\w$]+/);
    const isProperty = word && context.state.sliceDoc(word.from - 1, word.from) === ".";
    if (isProperty || (!word && !context.explicit)) return null;
    const options = [...new Set(source.names())].map((name) => completionOf(name, source.ownerOf(name)));
    return { from: word?.from ?? context.pos, options, validFor: /^[\w$]*$/ };
  };
}

function completionOf(name: string, owner: string | null): Completion {
  if (owner !== null)
    return { label: name, type: "cell", detail: owner === name ? "cell" : `cell ${owner}`, boost: 20 };
  const doc = findDoc(name);
  if (!doc) return { label: name, type: "variable" };
  return { label: name, type: "function", detail: signatureOf(doc).slice(name.length), info: () => renderDoc(doc) };
}

function completeKeywords(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/\w+/);
  const isProperty = word && context.state.sliceDoc(word.from - 1, word.from) === ".";
  return word && !isProperty ? { from: word.from, options: snippets, validFor: /^\w*$/ } : null;
}
