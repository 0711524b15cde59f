import createParser, { type MarkdownIt } from "markdown-it";
import attrs from "markdown-it-attrs";
import footnote from "markdown-it-footnote";
import { cellRule } from "./cell-rule.ts";
import { openDraft } from "./chapter-draft.ts";
import { containerRule } from "./container-rule.ts";
import { expandContainers } from "./expand-containers.ts";
import { fixedSpaces } from "./fixed-spaces.ts";
import { headings } from "./headings.ts";
import { htmlExpressions } from "./html-expressions.ts";
import { inlineExpressionRule } from "./inline-expression-rule.ts";
import { ledgerRows } from "./ledger-rows.ts";
import { links } from "./links.ts";
import { mathsRule } from "./maths-rule.ts";
import { sidenotes } from "./sidenotes.ts";
import { terms } from "./terms.ts";

type Plugin = (md: MarkdownIt) => void;

/** The Markdown of the course. It expects the draft of what it reads in its environment. */
export const courseMarkdown = createMarkdown();

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
    .use(sidenotes)
    .use(terms)
    .use(fixedSpaces);
}

/**
 * HTML of a line of text that is not part of a chapter.
 * @param file where the text is from, for messages
 */
export function renderLine(text: string, file: string): string {
  return courseMarkdown.renderInline(text, { draft: openDraft(file, text) });
}
