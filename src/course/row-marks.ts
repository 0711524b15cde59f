import { ledger } from "../claims/registry/ledger.ts";
import type { LedgerRow } from "../claims/registry/ledger-row.ts";
import { readEvidence, type ChapterText, type Evidence } from "../claims/row-evidence.ts";
import { refuse } from "../core/errors.ts";
import { escapeHtml } from "../core/escape-html.ts";

const emptyMark = /<span class="row-mark" data-marks="([^"]*)"><\/span>/g;

/** The rows that share a mark, and the id of the card that says more of them. */
export interface MarkedRows {
  readonly card: string;
  readonly rows: readonly LedgerRow[];
}

/**
 * Fills the empty marks of a chapter's HTML: what the prose rests on, with links to the list of claims, where a card can
 * show the rows, and to the experiment.
 * @param listUrl address of the list of claims
 */
export function fillRowMarks(chapter: ChapterText, listUrl: string): string {
  return chapter.html.replace(emptyMark, (_, names: string, at: number) => {
    const { rows, card } = readRows(names);
    const items = readEvidence(rows, chapter, at).map((item, index) =>
      index === 0 ? renderFirst(item, card, `${listUrl}#${rows[0]?.id}`) : renderItem(item),
    );
    return `<span class="row-mark" data-marks="${names}">${items.join(" ")}</span>`;
  });
}

/** The rows of all marks of a chapter, each group of rows once. */
export function markedRows({ html }: Pick<ChapterText, "html">): MarkedRows[] {
  const groups = [...html.matchAll(emptyMark)].map(([, names = ""]) => readRows(names));
  return [...new Map(groups.map((group) => [group.card, group])).values()];
}

function readRows(names: string): MarkedRows {
  const rows = names.split(/[\s,]+/).map((name) => {
    const row = ledger.find(({ id }) => id === name);
    if (row !== undefined) return row;
    throw refuse(`data-claim="${names}"`, `the registry of claims has no row ${name}`, "Rows are V1, D4 and the like.");
  });
  return { rows, card: `about-${rows.map(({ id }) => id).join("-")}` };
}

/** Its link has the card; what it rests on belongs to the link where that leads nowhere else. */
function renderFirst({ kind, words, detail, target }: Evidence, card: string, href: string): string {
  const label = kindLabel(words);
  const open = `<a class="row-about" data-card="${card}" href="${escapeHtml(href)}">`;
  const content = target === null ? `${open}${label}${detail === "" ? "" : ` ${detailText(detail)}`}</a>` : "";
  const rest = content === "" ? `${open}${label}</a> ${detailLink(detail, target ?? "")}` : content;
  return `<span class="row-item row-${kind}">${rest}</span>`;
}

function renderItem({ kind, words, detail, target }: Evidence): string {
  return `<span class="row-item row-${kind}">${kindLabel(words)} ${detailLink(detail, target ?? "")}</span>`;
}

function kindLabel(words: string): string {
  return `<span class="row-kind">${words}</span>`;
}

function detailText(detail: string): string {
  return `<span class="row-detail">${escapeHtml(detail)}</span>`;
}

function detailLink(detail: string, target: string): string {
  return `<a class="row-detail" href="#${target}">${escapeHtml(detail)}</a>`;
}
