import type { Page } from "@playwright/test";
import { describeRecording, type RecordingCard } from "../../src/claims/recording-card.ts";
import { compileCell } from "../../src/notebook/compile-cell.ts";
import { stripTypes } from "../../src/notebook/strip-types.ts";
import type { ChapterCell } from "../../src/notebook/chapter.ts";
import { escapeHtml } from "../../src/core/escape-html.ts";
import { highlightSource } from "../../src/notebook/highlight.ts";

/** What a test says of a cell; the id is found as in a chapter. */
export interface CellText extends Partial<Pick<ChapterCell, "id" | "run" | "code" | "place" | "mode">> {
  readonly source: string;
  /** What a recorded run displayed. */
  readonly recordedHtml?: string;
}

export interface PageText {
  readonly cells: readonly (CellText | string)[];
  /** Values of manual cells, by the cell's id. */
  readonly recordings?: Readonly<Record<string, unknown>>;
  readonly head?: string;
}

/** A chapter page as the site builds it, reduced to its cells. */
export function renderPage({ cells, recordings = {}, head = "" }: PageText): string {
  const texts = cells.map((cell) => (typeof cell === "string" ? { source: cell } : cell));
  const compiled = texts.map(compileText);
  const cards = Object.fromEntries(Object.entries(recordings).map(([id, value]) => [id, cardOf(value)]));
  const data = { slug: "test", cells: compiled, recordings: cards, claims: [] };
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  const body = compiled.map((cell, at) => renderCell(cell, texts[at]?.recordedHtml ?? "")).join("\n");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cells</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/entry.css">${head}</head>
<body><main style="width: 100%; max-width: 688px; margin: 0 auto; padding: 16px"><h1>Cells</h1>${body}</main>
<script type="application/json" id="chapter-data">${json}</script>
<script type="module" src="/entry.js"></script></body></html>`;
}

/** The recorded value as a file that needs no server. */
function cardOf(value: unknown): RecordingCard {
  const file = `data:application/json,${encodeURIComponent(JSON.stringify(value))}`;
  return { file, ...describeRecording(value) };
}

function compileText(
  { source, id, mode = "js", run = "auto", code = "shown", place = "block" }: CellText,
  at: number,
): ChapterCell {
  const compiled = compileCell(source, { mode, stripTypes });
  const found = id ?? compiled.outputs[0] ?? `cell-${at + 1}`;
  return { id: found, source, mode, run, code, line: 1, place, compiled };
}

function renderCell({ id, source, mode, run, code, place }: ChapterCell, recordedHtml: string): string {
  const name = `data-cell="${escapeHtml(id)}" id="cell-${escapeHtml(id)}"`;
  if (place === "inline") return `<p>It is <inline-cell ${name}>…</inline-cell>.</p>`;
  return (
    `<notebook-cell ${name} data-run="${run}" data-code="${code}"><div class="cell-output">${recordedHtml}</div>` +
    `<pre class="cell-source"><code>${highlightSource(source, mode)}</code></pre></notebook-cell>`
  );
}

/** Reads an open chapter to its end: whatever it shows is computed then, as it is for a copy of the whole page. */
export async function readWhole(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await window.courseNotebook?.startAll();
    await window.courseNotebook?.settled();
  });
}

/** Scrolls to a cell of an open chapter, as its reader would, and waits until what is near has been computed. */
export async function readTo(page: Page, cell: string): Promise<void> {
  await page.locator(`[data-cell="${cell}"]`).scrollIntoViewIfNeeded();
  await page.evaluate(() => window.courseNotebook?.settled());
}
