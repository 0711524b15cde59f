import { htmlElement } from "../browser/elements.ts";
import { readSyntax } from "./read-syntax.ts";
import type { EditorState, Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import { findDoc } from "./api-docs.ts";
import type { NameSource } from "./complete-names.ts";
import { renderDoc } from "./render-doc.ts";

/** A pointer that rests on a name of the library sees its documentation, on another cell's name where it comes from. */
export function hoverDocs({ names, ownerOf }: NameSource): Extension {
  return hoverTooltip(({ state }, pos, side) => {
    const word = wordAt(state, pos, side);
    if (!word) return null;
    const name = state.sliceDoc(word.from, word.to);
    const owner = names().includes(name) ? ownerOf(name) : null;
    const doc = owner === null ? findDoc(name) : null;
    if (owner === null && !doc) return null;
    const dom = doc
      ? renderDoc(doc)
      : htmlElement("div", "api-doc", htmlElement("p", "", `${name} is defined by cell ${owner}.`));
    return { pos: word.from, end: word.to, above: true, create: () => ({ dom }) };
  });
}

/** `Inputs.range` is one word where the pointer is on its second part. */
function wordAt(state: EditorState, pos: number, side: -1 | 1): { readonly from: number; readonly to: number } | null {
  const node = readSyntax(state, pos).resolveInner(pos, side);
  if (node.name === "VariableName") return node;
  if (node.name !== "PropertyName" || node.parent?.name !== "MemberExpression") return null;
  return { from: node.parent.from, to: node.to };
}
