import { htmlElement } from "../browser/elements.ts";
import { signatureOf, type FunctionDoc, type OptionDoc } from "./api-doc.ts";
import { referenceLink } from "./reference-address.ts";

/** A function's documentation, as a list of completions and a pointer on its name show it. */
export function renderDoc(doc: FunctionDoc): HTMLElement {
  const root = htmlElement("div", "api-doc", htmlElement("code", "api-doc-signature", signatureOf(doc)));
  if (doc.text !== "") root.append(htmlElement("p", "", ...inlineCode(doc.text)));
  for (const { name, text, options } of doc.parameters ?? []) {
    if (text !== "") root.append(renderTerm(name, "", text));
    for (const option of options ?? []) root.append(renderOption(option));
  }
  if (doc.returns !== "") root.append(renderTerm("returns", doc.returns, doc.returnText ?? ""));
  root.append(renderLink(doc));
  return root;
}

/** One name of an options object: `steps: number`, what it does, and what it is where it is not given. */
export function renderOption({ name, type, isOptional, text, default: usual, otherwise }: OptionDoc): HTMLElement {
  const fallback = otherwise ?? (usual === undefined ? null : `\`${usual}\``);
  const more = fallback === null ? "" : ` Default: ${fallback}.`;
  return renderTerm(isOptional ? `${name}?` : name, type, `${text}${more}`.trim());
}

/** To what the reference says of it, with an example. */
export function renderLink({ name }: FunctionDoc): HTMLElement {
  return htmlElement("p", "api-doc-more", referenceLink("", "In the reference", name));
}

/** Text in which `names` stand between backquotes. */
export function inlineCode(text: string): (string | HTMLElement)[] {
  return text.split("`").map((part, at) => (at % 2 === 1 ? htmlElement("code", "", part) : part));
}

function renderTerm(name: string, type: string, text: string): HTMLElement {
  const head = [htmlElement("code", "", name), type === "" ? "" : htmlElement("span", "api-doc-type", ` ${type}`)];
  return htmlElement("p", "api-doc-term", ...head, text === "" ? "" : " – ", ...inlineCode(text));
}
