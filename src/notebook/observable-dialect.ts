import { getLineInfo, type AnyNode } from "acorn";
import type { ObservableCell, ObservableImport } from "@observablehq/parser";
import { CellSyntaxError } from "./cell-syntax-error.ts";
import { childNodes } from "./child-nodes.ts";
import { findSpecial, isImport, readBlockName, readObservableCells, type SpecialUse } from "./observable-cells.ts";
import { functionName, inputName, translate, verbOf } from "./observable-translation.ts";

/**
 * Observable's own dialect looks like JavaScript and is not: `name = {…}`, `viewof`, `mutable`, a `return` or `yield` in a
 * block of its own, imports with `viewof` or `with`. Whoever pastes such a cell gets what does the same in JavaScript.
 * @param source a text that is not JavaScript
 * @param stumbled where in the text the JavaScript parser gave up
 * @returns null where the text is not of that dialect either
 */
export function explainDialect(source: string, stumbled: number): CellSyntaxError | null {
  for (const cell of readObservableCells(source).cells) {
    const found = explainCell(cell, source, stumbled);
    if (found) return errorAt(found, source);
  }
  return null;
}

/** Observable's parser knows no types, so that of such a block only the beginning is read. */
export function explainTypedBlock(source: string): CellSyntaxError | null {
  const block = readBlockName(source);
  if (!block || !/\b(?:return|yield|const|let)\b/.test(source)) return null;
  const { word, name } = block;
  const generator = /\byield\b/.test(source);
  const value = wrapBlock("{ … }", { async: /\bawait\b/.test(source), generator });
  const message =
    word === "viewof"
      ? explainView(name, value, generator)
      : word === "mutable"
        ? explainMutable(name, value)
        : explainNamed(name, value);
  return errorAt({ message, start: source.search(/[\w$]+\s*(?:[\w$]+\s*)?=\s*\{/) }, source);
}

function errorAt({ message, start }: Explanation, source: string): CellSyntaxError {
  const { line, column } = getLineInfo(source, start);
  return new CellSyntaxError(message, { line, column: column + 1 });
}

/** A text that Observable cannot read either, in which such a word stands right before where JavaScript ended. */
export function explainWord(source: string, stumbled: number): CellSyntaxError | null {
  const match = /\b(viewof|mutable)\s+$/.exec(source.slice(0, stumbled));
  if (!match) return null;
  const [name = "x"] = /^[A-Za-z_$][\w$]*/.exec(source.slice(stumbled)) ?? [];
  const kind = match[1] === "viewof" ? "view" : "mutable";
  const use = { kind, name, start: match.index, end: stumbled + name.length, change: null } as const;
  return errorAt(
    { message: `${match[1]} is not JavaScript. ${explainUses([use]).join(" ")}`, start: use.start },
    source,
  );
}

interface Explanation {
  readonly message: string;
  readonly start: number;
}

function explainCell(cell: ObservableCell, source: string, stumbled: number): Explanation | null {
  const { id, body, start } = cell;
  if (!body) return null;
  if (isImport(body)) return stumbled < body.end ? explainImport(body) : null;
  const value = renderValue(cell, body, source);
  const uses = findSpecial(body);
  const notes = explainUses(uses).join(" ");
  const sentence = (...parts: readonly string[]) => ({ message: [...parts, notes].join(" ").trim(), start });
  if (id?.type === "ViewExpression") return sentence(explainView(id.id.name, value, cell.generator));
  const changesItself = (name: string) => uses.some((use) => use.kind === "mutable" && use.name === name);
  if (id?.type === "MutableExpression")
    return sentence(changesItself(id.id.name) ? explainChange(id.id.name, value) : explainMutable(id.id.name, value));
  // `x = {a: 1}` is an object, which only lacks its const.
  const isBlock = body.type === "BlockStatement" && stumbled > body.start;
  if (id?.type === "Identifier" && (isBlock || cell.generator)) return sentence(explainNamed(id.name, value));
  const end = isBlock || cell.generator ? findEnd(body) : null;
  if (end) return { message: `${explainEnd(end, value)} ${notes}`.trim(), start: end.start };
  const [use] = uses;
  return use ? { message: `${wordOf(use)} is not JavaScript. ${notes}`, start: use.start } : null;
}

/** The value of a cell as an expression; what is long or has several lines is left out between its braces. */
function renderValue(cell: ObservableCell, body: AnyNode, source: string): string {
  const text = shorten(translate(body, source), body.type === "BlockStatement" ? "{ … }" : "…");
  if (body.type !== "BlockStatement" && !cell.generator) return text;
  return wrapBlock(body.type === "BlockStatement" ? text : `{ ${text}; }`, cell);
}

function wrapBlock(block: string, { async, generator }: Pick<ObservableCell, "async" | "generator">): string {
  if (generator) return `(${async ? "async " : ""}function* () ${block})()`;
  return async ? `await (async () => ${block})()` : `(() => ${block})()`;
}

function shorten(text: string, instead: string): string {
  return text.includes("\n") || text.length > 120 ? instead : text;
}

function explainNamed(name: string, value: string): string {
  return `${name} = {…} is Observable's own dialect. In JavaScript write const ${name} = ${value};${linesOf(value)}`;
}

function linesOf(value: string): string {
  return value.includes("{ … }") ? " with the same lines between the braces." : "";
}

/** `mutable x = mutable x + 1` is meant for a cell that is defined elsewhere. */
function explainChange(name: string, value: string): string {
  const set = functionName("set", name);
  return `mutable is not JavaScript. Write ${set}(${value}), and beside its definition ${define("set", name)};`;
}

function explainView(name: string, value: string, generator: boolean): string {
  const only = generator ? " view shows one element, so return it in the place of yield." : "";
  const shown = generator ? wrapBlock("{ … }", { async: value.startsWith("(async"), generator: false }) : value;
  return `viewof is not JavaScript. Write const ${name} = view(${shown}); the page shows the input, and ${name} is its value.${only}`;
}

function explainMutable(name: string, value: string): string {
  return (
    `mutable is not JavaScript. Write const ${name} = Mutable(${value}); ${define("set", name)}; ` +
    `Other cells read ${name} and call ${functionName("set", name)}.`
  );
}

/** The `return` or `yield` that a block, or an expression, has outside of functions. */
function findEnd(node: AnyNode): AnyNode | null {
  if (node.type === "ReturnStatement" || node.type === "YieldExpression") return node;
  if (/Function|^Class/.test(node.type)) return null;
  for (const child of childNodes(node)) {
    const found = findEnd(child);
    if (found) return found;
  }
  return null;
}

function explainEnd({ type }: AnyNode, value: string): string {
  if (type === "ReturnStatement")
    return (
      `A cell cannot return at its top level. Write ${value}, which shows what it returns, ` +
      `or const name = ${value}; to give it a name.`
    );
  return (
    `A cell cannot yield at its top level. Write the generator ${value}, which shows one value after the other, ` +
    `or const name = ${value}; to give it a name.`
  );
}

function explainImport({ specifiers, injections, source, start }: ObservableImport): Explanation | null {
  const special = specifiers.find(({ view, mutable }) => view || mutable);
  if (!special && !injections) return null;
  const what = special ? `viewof and mutable are` : `import … with … is`;
  const names = [...new Set(specifiers.map(({ local }) => local.name))].join(", ");
  const given = (injections ?? []).map(({ local }) => local.name).join(", ");
  const use = given === "" ? "" : `, and let them use this chapter's ${given}`;
  const message =
    `${what} not JavaScript, and a chapter loads nothing from other sites, so it cannot import from ` +
    `"${String(source.value)}". Copy the cells that define ${names} into this chapter${use}.`;
  return { message, start: special?.start ?? start };
}

/** Where the names come from that stand in the place of `viewof x` and `mutable x`. */
function explainUses(uses: readonly SpecialUse[]): readonly string[] {
  const names = (kind: SpecialUse["kind"]) => new Set(uses.filter((use) => use.kind === kind).map(({ name }) => name));
  const views = Array.from(names("view"), (name) => {
    const input = inputName(name);
    return (
      `To name an input itself, define it with const ${input} = …; const ${name} = Generators.input(${input}); ` +
      `and write ${input} here. display(${input}) shows it.`
    );
  });
  const mutables = Array.from(names("mutable"), (name) => {
    const verbs = [...new Set(uses.filter((use) => use.kind === "mutable" && use.name === name).map(verbOf))];
    const calls = verbs.map((verb) => example(verb, name)).join(" and ");
    const definitions = verbs.map((verb) => `${define(verb, name)};`).join(" ");
    return `In the cell that defines it write const ${name} = Mutable(…); ${definitions} and call ${calls} here.`;
  });
  return [...views, ...mutables];
}

/** Only its own cell can change a mutable; it hands out functions for that. */
function define(verb: "set" | "update" | "read", name: string): string {
  const call = functionName(verb, name);
  if (verb === "set") return `const ${call} = (value) => (${name}.value = value)`;
  if (verb === "update") return `const ${call} = (change) => (${name}.value = change(${name}.value))`;
  return `const ${call} = () => ${name}.value`;
}

function example(verb: "set" | "update" | "read", name: string): string {
  const argument = { set: "value", update: "(value) => value + 1", read: "" }[verb];
  return `${functionName(verb, name)}(${argument})`;
}

function wordOf({ kind }: SpecialUse): string {
  return kind === "view" ? "viewof" : "mutable";
}
