import { escapeHtml } from "../core/escape-html.ts";
import { embedStyles } from "./embed-styles.ts";
import { fillTables } from "./fill-tables.ts";
import type { ReaderChapter } from "./reader-chapter.ts";
import { settleCell, standaloneStyles } from "./standalone-cells.ts";
import { safeStyles, stillCopy } from "./still-copy.ts";

/** Even if something active were in a cell's output and slipped through: nothing runs, nothing is fetched. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

/** Parts of the page that are of no use where nothing answers. */
const furniture = [
  "button, select, input, textarea, form, dialog, [hidden], [role=status], [role=toolbar]",
  ".guess, .comes-after, .guess-layer:not(.locked), .chapter-turn, .permalink, .chapter-tools, .chapter-tools-reserved, .cell-deleted, .safe-notice",
  ".exercise-bar, [data-engine-switch], [data-worker-switch], [data-page-only], .assignment, .assigned-away",
].join();

/**
 * The open chapter as one HTML file that needs neither network nor scripts: text, figures as drawn, code, formulas, fonts,
 * light and dark. The edits stand in it as JSON, `script#course-edits`.
 * @param main the page's <main>
 */
export async function toStandalonePage(main: Element, chapter: ReaderChapter): Promise<string> {
  fillTables(main);
  // What runs is taken out of the page's <main>, never that itself.
  const copy = stillCopy(main).firstElementChild as Element;
  const cells = new Map(chapter.cells.map((cell) => [cell.id, cell]));
  for (const element of copy.querySelectorAll("notebook-cell")) {
    const cell = cells.get(element.getAttribute("data-cell") ?? "");
    if (cell) settleCell(element, cell);
    else element.remove();
  }
  // Nothing can be guessed any more: the outcome is shown, as to readers without scripts.
  for (const asking of copy.querySelectorAll(".unguessed, [inert]")) {
    asking.classList.remove("unguessed");
    asking.removeAttribute("inert");
  }
  keepTerms(copy);
  for (const element of copy.querySelectorAll(furniture)) if (!element.closest(".cell-output")) element.remove();
  forgetCards(copy);
  const body = `<main class="export">${originNote(chapter)}${copy.innerHTML}</main>`;
  return page(chapter, await embedStyles(), body);
}

/** What terms mean stands at the end of the copy, and their links lead there: the glossary is elsewhere. */
function keepTerms(copy: Element): void {
  const list = copy.querySelector(".terms");
  if (!list) return;
  list.removeAttribute("hidden");
  const title = copy.ownerDocument.createElement("h2");
  title.textContent = "Terms";
  list.prepend(title);
  for (const link of copy.querySelectorAll("a.term")) link.setAttribute("href", `#${link.getAttribute("data-card")}`);
}

/** A link's card may have gone with the furniture; the link leads where it leads. */
function forgetCards(copy: Element): void {
  for (const link of copy.querySelectorAll("[data-card]")) {
    if (copy.querySelector(`[id="${link.getAttribute("data-card")}"]`)) continue;
    link.removeAttribute("data-card");
    link.removeAttribute("aria-describedby");
  }
}

function originNote({ url, date, edits }: ReaderChapter): string {
  const origin = `<a href="${escapeHtml(url)}">${escapeHtml(url)}</a>`;
  const again = edits?.link ? ` <a href="${escapeHtml(edits.link)}">Open it there with these edits.</a>` : "";
  const words = `A copy of ${origin} from ${date}${edits ? ", with a reader’s edits and results" : ""}.`;
  return `<div class="grid"><p class="export-note">${words} Nothing in this file runs.${again}</p></div>`;
}

function page({ title, summary, slug, date, edits }: ReaderChapter, styles: string, body: string): string {
  const data = JSON.stringify({ chapter: slug, exported: date, edits: edits?.data ?? null }).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(summary)}">
<style>
${safeStyles(styles + standaloneStyles)}
</style>
</head>
<body>
${body}
<script type="application/json" id="course-edits">${data}</script>
</body>
</html>
`;
}
