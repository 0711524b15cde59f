import type { MarkdownIt, StateBlock } from "markdown-it";
import { draftOf, placeOf, type ChapterDraft } from "./chapter-draft.ts";
import { ChapterError } from "./chapter-error.ts";

/** The boxes that a chapter can hold. */
const containerNames = [
  "experiment",
  "limits",
  "aside",
  "figure",
  "exercise",
  "explanation",
  "series",
  "row",
  "details",
] as const;
export type ContainerName = (typeof containerNames)[number];

/** What a container's opening token carries until it is expanded. */
export interface ContainerMeta extends Record<string, unknown> {
  readonly name: ContainerName;
  /** The attributes' text, without braces. */
  readonly attributes: string;
}

const colons = /^(:{3,})[ \t]*/;
const fence = /^(?:[ \t>]*)(`{3,}|~{3,})/;

/**
 * Block rule for `:::name{attributes}` … `:::`. Containers nest; each closing line has as many colons as the line that
 * it closes, so an outer box takes more colons than the boxes in it. Colons within a code fence mean nothing.
 */
export function containerRule(md: MarkdownIt): void {
  md.block.ruler.before("fence", "container", readContainer, { alt: ["paragraph", "reference", "blockquote", "list"] });
}

function readContainer(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const indent = (state.sCount[startLine] ?? 0) - state.blkIndent;
  const text = lineText(state, startLine);
  if (indent >= 4 || !colons.test(text)) return false;
  if (silent) return true;
  const draft = draftOf(state.env);
  const { name, markup, attributes, contentLine } = readOpening(state, draft, startLine, endLine);
  const close = findClose(state, draft, { startLine, contentLine, endLine, markup, name });
  const { parentType, lineMax } = state;
  state.parentType = "container";
  state.lineMax = close;
  const open = state.push("container_open", "section", 1);
  open.map = [startLine, close];
  open.meta = { name, attributes } satisfies ContainerMeta;
  state.md.block.tokenize(state, contentLine, close);
  state.push("container_close", "section", -1);
  state.parentType = parentType;
  state.lineMax = lineMax;
  state.line = close + 1;
  return true;
}

interface Opening {
  readonly name: ContainerName;
  readonly markup: string;
  readonly attributes: string;
  /** First line after the opening, whose attributes may go over several lines. */
  readonly contentLine: number;
}

function readOpening(state: StateBlock, draft: ChapterDraft, startLine: number, endLine: number): Opening {
  const place = placeOf(draft, startLine);
  const text = lineText(state, startLine);
  const markup = colons.exec(text)?.[1] ?? "";
  const rest = text.replace(colons, "");
  if (rest === "") {
    const remedy = "Delete the line, or give it exactly as many colons as the line that opens the innermost open box.";
    throw new ChapterError(place, `"${markup}" closes nothing`, remedy);
  }
  const word = /^[\w-]*/.exec(rest)?.[0] ?? "";
  const name = containerNames.find((candidate) => candidate === word);
  if (!name) {
    const remedy = `Try ${markup}${containerNames.join(`, ${markup}`)}.`;
    throw new ChapterError(place, `there is no container "${word}"`, remedy);
  }
  let attributes = rest.slice(word.length).trim();
  let contentLine = startLine + 1;
  while (attributes.startsWith("{") && !isComplete(attributes) && contentLine < endLine)
    attributes += ` ${lineText(state, contentLine++).trim()}`;
  if (attributes !== "" && !isComplete(attributes)) {
    const remedy = `Write them as ${markup}${name}{#id name="value"}.`;
    throw new ChapterError(place, `the attributes of ${name} do not stand in braces`, remedy);
  }
  return { name, markup, attributes: attributes.slice(1, -1), contentLine };
}

/** Braces around it, and none of the quotes left open. */
function isComplete(attributes: string): boolean {
  return /^\{(?:[^"'}]|"[^"]*"|'[^']*')*\}$/.test(attributes);
}

interface Extent {
  readonly startLine: number;
  readonly contentLine: number;
  readonly endLine: number;
  readonly markup: string;
  readonly name: string;
}

function findClose(state: StateBlock, draft: ChapterDraft, extent: Extent): number {
  const open = [extent.markup];
  for (let line = extent.contentLine; line < extent.endLine; line += 1) {
    if (!state.isEmpty(line) && (state.sCount[line] ?? 0) < state.blkIndent) break; // the list item ends here
    const text = lineText(state, line);
    const fenceMark = fence.exec(text)?.[1];
    if (fenceMark) line = skipFence(state, line, extent.endLine, fenceMark);
    const mark = colons.exec(text)?.[1];
    if (!mark) continue;
    if (text.replace(colons, "") !== "") open.push(mark);
    else if (mark === open.at(-1)) open.pop();
    else break;
    if (open.length === 0) return line;
  }
  const remedy = `Close it with a line ${extent.markup}, and every box in it with its own number of colons.`;
  throw new ChapterError(
    placeOf(draft, extent.startLine),
    `the box ${extent.markup}${extent.name} is not closed`,
    remedy,
  );
}

/** The fence's last line; an unclosed one reaches the end and is reported where fences are read. */
function skipFence(state: StateBlock, startLine: number, endLine: number, mark: string): number {
  for (let line = startLine + 1; line < endLine; line += 1) {
    const close = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(lineText(state, line))?.[1];
    if (close?.startsWith(mark)) return line;
  }
  throw unclosedFence(draftOf(state.env), startLine);
}

/** The error for a code fence without an end. */
export function unclosedFence(draft: ChapterDraft, line: number): ChapterError {
  return new ChapterError(placeOf(draft, line), "the code fence is not closed", "Close it with a line ```.");
}

function lineText(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();
}
