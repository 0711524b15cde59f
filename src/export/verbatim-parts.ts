import { findExpressionEnd } from "../notebook/expression-end.ts";
import { readInlineMaths } from "../notebook/maths-syntax.ts";

/** A part of a chapter's text that means itself: nothing in it is the course's Markdown. */
export interface VerbatimPart {
  readonly kind: "fence" | "code" | "maths" | "html" | "address" | "escape" | "expression";
  readonly text: string;
}

/** Text between those parts, and they. */
export type ProsePart = VerbatimPart | { readonly kind: "words"; readonly text: string };

/**
 * Cuts a chapter's text into words, which the course's Markdown may change, and what stands for itself: fences and code,
 * formulas, tags and comments, addresses of links, escaped characters, and `${…}`. Joined, the parts are the text.
 */
export function readParts(text: string): ProsePart[] {
  const parts: ProsePart[] = [];
  let words = "";
  for (let at = 0; at < text.length;) {
    const part = readVerbatim(text, at);
    if (part === null) {
      words += text[at++];
      continue;
    }
    if (words !== "") parts.push({ kind: "words", text: words });
    words = "";
    parts.push(part);
    at += part.text.length;
  }
  return words === "" ? parts : [...parts, { kind: "words", text: words }];
}

/**
 * Applies a change to the words of a text alone. The change sees one sign in the place of each part that stands for
 * itself, so that it knows where something stands; code has a sign of its own.
 * @param write what becomes of the parts that stand for themselves; as they are, if it is not given
 */
export function changeWords(
  text: string,
  change: (words: string) => string,
  write: (part: VerbatimPart) => string = ({ text: same }) => same,
): string {
  const kept: string[] = [];
  const signed = readParts(text.replace(/[\uE000-\uE003]/g, "")).map((part) => {
    if (part.kind === "words") return part.text;
    return `\uE000${kept.push(write(part)) - 1}${part.kind === "code" ? codeSign : "\uE001"}`;
  });
  return change(signed.join("")).replace(/\uE000(\d+)[\uE001\uE002]/g, (_, at: string) => kept[Number(at)] ?? "");
}

/** Ends the sign of code within a sentence. */
export const codeSign = "\uE002";

function readVerbatim(text: string, at: number): VerbatimPart | null {
  if (isLineStart(text, at)) {
    const block = readFence(text, at) ?? readEquation(text, at) ?? readIndented(text, at);
    if (block !== null) return block;
  }
  switch (text[at]) {
    case "\\":
      return /[!-/:-@[-`{-~]/.test(text[at + 1] ?? "") ? part("escape", text, at, at + 2) : null;
    case "`":
      return readCode(text, at);
    case "$":
      return readExpression(text, at) ?? readMaths(text, at);
    case "<":
      return match(
        "html",
        /<!--[\s\S]*?-->|<\/?[a-z](?:"[^"]*"|'[^']*'|[^'"<>$])*>|<[a-z][\w+.-]*:[^\s<>]*>/iy,
        text,
        at,
      );
    case "]":
      return match("address", /\]\((?:[^()\\\n]|\\.|\([^()\n]*\))*\)/y, text, at);
    default:
      return null;
  }
}

function part(kind: VerbatimPart["kind"], text: string, from: number, to: number): VerbatimPart {
  return { kind, text: text.slice(from, to) };
}

function match(kind: VerbatimPart["kind"], pattern: RegExp, text: string, at: number): VerbatimPart | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text)?.[0];
  return found === undefined ? null : { kind, text: found };
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === "\n";
}

/** From its opening marks to its closing ones, or to the end of the text. */
function readFence(text: string, at: number): VerbatimPart | null {
  const open = /[ \t>]*(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})[^\n]*/y;
  open.lastIndex = at;
  const [line, mark = ""] = open.exec(text) ?? [];
  if (line === undefined) return null;
  const close = new RegExp(`\\n[ \\t>]*${mark[0]}{${mark.length},}[ \\t]*(?=\\n|$)`, "g");
  close.lastIndex = at + line.length;
  const end = close.exec(text);
  return part("fence", text, at, end ? end.index + end[0].length : text.length);
}

/** `$$…$$` on lines of its own. */
function readEquation(text: string, at: number): VerbatimPart | null {
  return match(
    "maths",
    /[ \t>]*\$\$(?:(?!\n[ \t]*\n)[\s\S])*?\$\$(?=[ \t]*(?:\{#[\w:.-]+\})?[ \t]*(?:\n|$))/y,
    text,
    at,
  );
}

/** Code by its four spaces, which begins after an empty line that no list stands before. */
function readIndented(text: string, at: number): VerbatimPart | null {
  const before = text.slice(0, at);
  if (!/(?:^|\n)[ \t]*\n$/.test(before) && at !== 0) return null;
  const above = before.trimEnd().split("\n").at(-1) ?? "";
  if (/^[ \t]*(?:[-+*]|\d+[.)])[ \t]|^(?: {2,}|\t)|^\[\^/.test(above)) return null;
  return match("fence", /(?: {4}|\t)[^\n]*\S[^\n]*(?:\n(?: {4}|\t)[^\n]*)*/y, text, at);
}

/** Between as many backticks as it begins with, within a paragraph. */
function readCode(text: string, at: number): VerbatimPart | null {
  const marks = /`+/y;
  marks.lastIndex = at;
  const mark = marks.exec(text)?.[0] ?? "";
  const code = match(
    "code",
    new RegExp(`${mark}(?!\`)(?:(?!\\n[ \\t]*\\n)[\\s\\S])*?(?<!\`)${mark}(?!\`)`, "y"),
    text,
    at,
  );
  // Backticks without their like are text, all of them.
  return code ?? { kind: "escape", text: mark };
}

function readExpression(text: string, at: number): VerbatimPart | null {
  if (text[at + 1] !== "{") return null;
  const end = findExpressionEnd(text, at + 2);
  return end === null ? null : part("expression", text, at, end + 1);
}

function readMaths(text: string, at: number): VerbatimPart | null {
  const maths = readInlineMaths(text, at);
  if (maths === null || /\n[ \t]*\n/.test(maths.tex)) return null;
  return part("maths", text, at, maths.end);
}
