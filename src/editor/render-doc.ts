import { htmlElement } from "../browser/elements.ts";
import { signatureOf, type FunctionDoc, type OptionDoc } from "./api-doc.ts";

/** A function's documentation, as a list of completions and a pointer on its name show it. */
export function renderDoc(doc: FunctionDoc): HTMLElement {
  const root = htmlElement("div", "api-doc", htmlElement("code", "api-doc-signature", signatureOf(doc)));
  if (doc.text !== "") root.append(htmlElement("p", "", ...inlineCode(doc.text)));
  for (const { name, text, options } of doc.parameters ?? []) {
    if (text !== "") root.append(renderTerm(name, "", text));
    for (const option of options ?? []) root.append(renderOption(option));
  }
  if (doc.returns !== "") root.append(renderTerm("returns", doc.returns, doc.returnText ?? ""));
  return root;
}

/** One name of an options object: `steps: number`, and what it does. */
export function renderOption({ name, type, isOptional, text }: OptionDoc): HTMLElement {
  return renderTerm(isOptional ? `${name}?` : name, type, text);
}

/** Text in which `names` stand between backquotes. */
export function inlineCode(text: string): (string | HTMLElement)[] {
  return text.split("`").map((part, at) => (at % 2 === 1 ? htmlElement("code", "", part) : part));
}

function renderTerm(name: string, type: string, text: string): HTMLElement {
  const head = [htmlElement("code", "", name), type === "" ? "" : htmlElement("span", "api-doc-type", ` ${type}`)];
  return htmlElement("p", "api-doc-term", ...head, text === "" ? "" : " – ", ...inlineCode(text));
}
