import createParser, { type MarkdownIt } from "markdown-it";
import attrs from "markdown-it-attrs";
import footnote from "markdown-it-footnote";
import { analyzeCells } from "./analyze-cells.ts";
import { cellRule } from "./cell-rule.ts";
import type { ChapterDraft, Highlight } from "./chapter-draft.ts";
import { ChapterError } from "./chapter-error.ts";
import type { Chapter, FrontMatter } from "./chapter.ts";
import { containerRule } from "./container-rule.ts";
import { expandContainers } from "./expand-containers.ts";
import { readFrontMatter } from "./front-matter.ts";
import { collectHeadings, headings } from "./headings.ts";
import { highlightSource } from "./highlight.ts";
import { htmlExpressions } from "./html-expressions.ts";
import { inlineExpressionRule } from "./inline-expression-rule.ts";
import { ledgerRows } from "./ledger-rows.ts";
import { links } from "./links.ts";
import { mathsRule } from "./maths-rule.ts";
import { sidenotes } from "./sidenotes.ts";

type Plugin = (md: MarkdownIt) => void;

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
  const draft: ChapterDraft = {
    file,
    highlight,
    lines: body.split("\n"),
    cells: [],
    claims: [],
    exercises: [],
    ids: new Map(),
    labels: new Map(),
  };
  const env = { draft };
  const tokens = markdown.parse(body, env);
  refuseProblems(draft);
  refuseUnknownSmall(draft, front);
  const html = markdown.renderer.render(tokens, markdown.options, env);
  const { cells, claims, exercises } = draft;
  return { slug, front, html, headings: collectHeadings(tokens), cells, claims, exercises };
}

const markdown = createMarkdown();

/** The order of the rules matters where one reads what another wrote; each says so in its own file. */
function createMarkdown(): MarkdownIt {
  return createParser({ html: true })
    .use(footnote as unknown as Plugin)
    .use(attrs as unknown as Plugin)
    .use(containerRule)
    .use(expandContainers)
    .use(inlineExpressionRule)
    .use(mathsRule)
    .use(cellRule)
    .use(htmlExpressions)
    .use(ledgerRows)
    .use(headings)
    .use(links)
    .use(sidenotes);
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
