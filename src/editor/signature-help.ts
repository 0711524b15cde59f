import { htmlElement } from "../browser/elements.ts";
import { StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import { signatureOf, type FunctionDoc } from "./api-doc.ts";
import { findDoc } from "./api-docs.ts";
import { optionsOf } from "./complete-options.ts";
import type { NameSource } from "./complete-names.ts";
import { findCall, type FoundCall } from "./find-call.ts";
import { inlineCode, renderLink, renderOption } from "./render-doc.ts";

const dismiss = StateEffect.define<null>();

interface Help {
  readonly tooltip: Tooltip | null;
  /** Where the call begins whose help the reader closed. */
  readonly dismissed: number | null;
}

/**
 * While arguments of a known function are typed: its signature with the argument at hand, and what the option at hand
 * does. It follows the cursor, so that a tap opens it as well, and goes with the focus. Ctrl+Shift+Space says it aloud.
 */
export function signatureHelp({ ownerOf }: Pick<NameSource, "ownerOf">): Extension {
  const isKnown = (name: string) => ownerOf(name.split(".")[0] ?? "") === null;
  const field = StateField.define<Help>({
    create: () => ({ tooltip: null, dismissed: null }),
    update(help, transaction) {
      if (transaction.effects.some((effect) => effect.is(dismiss)))
        return { tooltip: null, dismissed: help.tooltip?.pos ?? null };
      if (!transaction.docChanged && !transaction.selection) return help;
      const call = callAt(transaction.state, isKnown);
      if (!call || call.from === help.dismissed) return { tooltip: null, dismissed: call ? help.dismissed : null };
      return { tooltip: tooltipOf(call), dismissed: null };
    },
    provide: (own) => showTooltip.from(own, ({ tooltip }) => tooltip),
  });
  const close = (_: Event, view: EditorView) => {
    // Not within the event: the editor may be in the middle of an update.
    if (view.state.field(field).tooltip) setTimeout(() => view.dispatch({ effects: dismiss.of(null) }));
  };
  const say = (view: EditorView) => speak(view, isKnown);
  return [field, EditorView.domEventHandlers({ blur: close }), keymap.of([{ key: "Mod-Shift-Space", run: say }])];
}

function callAt(state: EditorState, isKnown: (name: string) => boolean): FoundCall | null {
  const { main } = state.selection;
  if (!main.empty) return null;
  const call = findCall(state, main.head);
  return call && isKnown(call.name) && findDoc(call.name)?.parameters ? call : null;
}

function tooltipOf(call: FoundCall): Tooltip {
  return { pos: call.from, above: true, strictSide: false, create: () => ({ dom: renderHelp(call) }) };
}

function renderHelp(call: FoundCall): HTMLElement {
  const doc = findDoc(call.name);
  const root = htmlElement("div", "signature-help");
  if (!doc) return root;
  root.append(renderSignature(doc, call.argument));
  const option = optionAt(call);
  const parameter = parameterAt(doc, call.argument);
  if (option) root.append(renderOption(option));
  else if (parameter && parameter.text !== "") root.append(htmlElement("p", "", ...inlineCode(parameter.text)));
  else if (call.argument === 0) root.append(htmlElement("p", "", ...inlineCode(firstSentence(doc.text))));
  root.append(renderLink(doc));
  return root;
}

function renderSignature({ name, parameters = [] }: FunctionDoc, argument: number): HTMLElement {
  const current = Math.min(argument, parameters.length - 1);
  const parts = parameters.flatMap(({ name: parameter, isOptional }, at) => [
    at > 0 ? ", " : "",
    htmlElement(at === current ? "strong" : "span", "", isOptional ? `${parameter}?` : parameter),
  ]);
  return htmlElement("code", "api-doc-signature", `${name}(`, ...parts, ")");
}

function parameterAt({ parameters = [] }: FunctionDoc, argument: number) {
  const last = parameters.at(-1);
  return parameters[argument] ?? (last?.name.startsWith("...") ? last : null);
}

function optionAt(call: FoundCall) {
  const property = call.object?.property;
  return property ? optionsOf(call).find(({ name }) => name === property) : null;
}

function speak(view: EditorView, isKnown: (name: string) => boolean): boolean {
  const call = callAt(view.state, isKnown);
  const doc = call && findDoc(call.name);
  if (!call || !doc) return false;
  const option = optionAt(call);
  const more = option ? `${option.name}, ${option.type}. ${option.text}` : firstSentence(doc.text);
  view.dispatch({ effects: EditorView.announce.of(`${signatureOf(doc)}. ${more}`) });
  return true;
}

function firstSentence(text: string): string {
  return /^.*?[.:](?=\s|$)/.exec(text)?.[0] ?? text;
}
