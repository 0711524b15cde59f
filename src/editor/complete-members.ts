import type { CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";
import { signatureOf } from "./api-doc.ts";
import { findMembers } from "./api-docs.ts";
import { renderDoc } from "./render-doc.ts";

/** The properties of the present value of a name; none where it has no value, or nobody knows the name. */
export type FindProperties = (name: string) => Promise<readonly string[]>;

/** Behind `name.`: what the course knows of it, and what its present value has. */
export function completeMembers(findProperties: FindProperties): CompletionSource {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const word = context.matchBefore(/(?<![\w$.])[A-Za-z_$][\w$]*\.[\w$]*/);
    const [name = "", typed = ""] = word?.text.split(".") ?? [];
    if (!word) return null;
    const known = findMembers(name).map((doc) => ({
      label: doc.name.slice(name.length + 1),
      detail: signatureOf(doc).slice(doc.name.length),
      type: "function",
      boost: 50,
      info: () => renderDoc(doc),
    }));
    const found = await findProperties(name);
    const others = found.filter((each) => !known.some(({ label }) => label === each));
    const options = [...known, ...others.map((label) => ({ label, type: "property" }))];
    if (options.length === 0) return null;
    return { from: word.to - typed.length, options, validFor: /^[\w$]*$/ };
  };
}
