import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { OptionDoc } from "./api-doc.ts";
import { findDoc } from "./api-docs.ts";
import { findCall, type FoundCall } from "./find-call.ts";
import { renderOption } from "./render-doc.ts";

/** Within `{…}` of a known function: the names that it knows and that are not there yet. */
export function completeOptions(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/[\w$]*/);
  const from = word?.from ?? context.pos;
  const before = /([{,])\s*$/.exec(context.state.sliceDoc(Math.max(0, from - 200), from));
  if (!before || (from === context.pos && !context.explicit && before[1] !== "{")) return null;
  const call = findCall(context.state, context.pos);
  if (!call?.object || call.object.property !== null) return null;
  const { present } = call.object;
  const options = optionsOf(call).filter(({ name }) => !present.includes(name));
  if (options.length === 0) return null;
  return { from, options: options.map(toCompletion), validFor: /^[\w$]*$/ };
}

/** Behind `name:` of a known option: the words among which it chooses. */
export function completeValues(context: CompletionContext): CompletionResult | null {
  const call = findCall(context.state, context.pos);
  const property = call?.object?.property;
  const option = call && property ? optionsOf(call).find(({ name }) => name === property) : null;
  const choices = option?.type.match(/"[^"]*"/g) ?? (option?.type === "boolean" ? ["true", "false"] : null);
  const typed = context.matchBefore(/["'\w-]*/);
  if (!choices || !typed || (typed.from === typed.to && !context.explicit)) return null;
  return { from: typed.from, options: choices.map((label) => ({ label, type: "constant", boost: 50 })) };
}

/** What the object at that place of a known call may have. */
export function optionsOf({ name, argument }: FoundCall): readonly OptionDoc[] {
  return findDoc(name)?.parameters?.[argument]?.options ?? [];
}

function toCompletion(option: OptionDoc): Completion {
  const { name, type, isOptional } = option;
  return {
    label: name,
    apply: `${name}: `,
    detail: isOptional ? type : `${type}, needed`,
    type: "property",
    boost: isOptional ? 60 : 70,
    info: () => renderOption(option),
  };
}
