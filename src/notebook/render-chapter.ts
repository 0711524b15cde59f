import { analyzeCells } from "./analyze-cells.ts";
import { openDraft, type ChapterDraft, type Highlight } from "./chapter-draft.ts";
import { ChapterError } from "./chapter-error.ts";
import type { Chapter, FrontMatter, Heading } from "./chapter.ts";
import { courseMarkdown } from "./course-markdown.ts";
import { readFrontMatter } from "./front-matter.ts";
import { collectHeadings } from "./headings.ts";
import { highlightSource } from "./highlight.ts";

export interface RenderOptions {
  /** The file's path as messages show it, e.g. "chapters/02-degradation.md"; its name gives number and slug. */
  readonly file: string;
  /** Code in, HTML out, for the code that is shown. */
  readonly highlight?: Highlight;
}

/**
 * Turns a chapter's Markdown into plain data: the page's HTML, its compiled cells, claims, exercises and headings.
 * @throws ChapterError at the first mistake, naming file and line and what to do
 */
export function renderChapter(text: string, { file, highlight = highlightSource }: RenderOptions): Chapter {
  const { front, body } = readFrontMatter(text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"), file);
  const slug = readSlug(file, front);
  const draft = openDraft(file, body, highlight);
  const env = { draft };
  const tokens = courseMarkdown.parse(body, env);
  refuseProblems(draft);
  refuseUnknownSmall(draft, front);
  const html = courseMarkdown.renderer.render(tokens, courseMarkdown.options, env);
  const { cells, claims, exercises } = draft;
  const headings = collectHeadings(tokens);
  refuseUnknownShort(draft, front, headings);
  return { slug, front, html, headings, cells, claims, exercises };
}

function readSlug(file: string, { number }: FrontMatter): string {
  const [, digits, slug] = /(?:^|\/)(\d+)-([a-z0-9-]+)\.md$/.exec(file) ?? [];
  if (slug !== undefined && Number(digits) === number) return slug;
  const remedy = `Name the file ${String(number).padStart(2, "0")}-some-words.md, or correct number in the front matter.`;
  throw new ChapterError({ file, line: 1 }, "the file's name does not fit the chapter's number", remedy);
}

function refuseProblems(draft: ChapterDraft): void {
  const [problem] = analyzeCells(draft.cells).problems;
  if (!problem) return;
  const line = draft.cells.find(({ id }) => id === problem.cell)?.line ?? 1;
  throw new ChapterError({ file: draft.file, line }, "the cells do not fit together", problem.message);
}

/** A small setting of a name that no cell defines would change nothing. */
function refuseUnknownSmall({ file, cells }: ChapterDraft, { small = {} }: FrontMatter): void {
  const defined = cells.filter(({ place }) => place === "block").flatMap(({ compiled }) => compiled.outputs);
  const unknown = Object.keys(small).find((name) => !defined.includes(name));
  if (unknown === undefined) return;
  const remedy = `Names are ${defined.join(", ")}.`;
  throw new ChapterError({ file, line: 1 }, `front matter, small: no cell defines "${unknown}"`, remedy);
}

function refuseUnknownShort({ file }: ChapterDraft, { short = [] }: FrontMatter, headings: readonly Heading[]): void {
  const ids = headings.map(({ id }) => id);
  const unknown = short.find((id) => !ids.includes(id));
  if (unknown === undefined) return;
  const remedy = `Sections are ${ids.join(", ")}.`;
  throw new ChapterError({ file, line: 1 }, `front matter, short: there is no section "${unknown}"`, remedy);
}
