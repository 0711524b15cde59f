import type { Page } from "@playwright/test";
import { serveSite } from "../serve-site.ts";
import { bundleCellsPages, cellsFolder } from "./bundle-cells-pages.ts";
import { writeCellsChapter } from "./cells-chapter.ts";
import { launchBrowser } from "./launch-browser.ts";
import { spreadOf, type Spread } from "./statistics.ts";

/** Sizes of the pages that are compared; the first is the measure. */
const cellCounts = [20, 200] as const;

/** What a page of so many cells makes its reader wait for, in milliseconds, over the rounds. */
export interface CellsRow {
  readonly cells: number;
  /** From the address to the last automatic cell's output. */
  readonly openMs: Spread | null;
  /** From an edit that half of the page follows to the last output. */
  readonly editAllMs: Spread | null;
  /** From an edit that one cell follows to its output. */
  readonly editOneMs: Spread | null;
  /** From a key to the frame that shows its letter: the median over a line of text, and the slowest letter. */
  readonly keyMs: Spread | null;
  readonly slowestKeyMs: Spread | null;
}

type Visit = Readonly<Record<"openMs" | "editAllMs" | "editOneMs" | "keyMs" | "slowestKeyMs", number>>;

const typed = "const lone = 12 + Math.max(3, 4) * 5; // what a reader may type";

/** How long pages of few and of many cells take to open, to follow an edit and to show a typed letter; in turns. */
export async function measureCells(rounds: number, say: (line: string) => void): Promise<CellsRow[]> {
  say("cells: bundling the pages");
  await bundleCellsPages(cellCounts);
  const { server, port } = await serveSite(cellsFolder, 0);
  const visits = new Map<number, Visit[]>(cellCounts.map((count) => [count, []]));
  try {
    for (let round = 0; round < rounds; round++) {
      for (const count of cellCounts) {
        say(`cells: round ${round + 1}, ${count} cells`);
        visits.get(count)?.push(await visit(count, port));
      }
    }
  } finally {
    server.close();
  }
  return cellCounts.map((cells) => summarize(cells, visits.get(cells) ?? []));
}

function summarize(cells: number, visits: readonly Visit[]): CellsRow {
  const spread = (key: keyof Visit) => spreadOf(visits.map((visit) => visit[key]));
  return {
    cells,
    openMs: spread("openMs"),
    editAllMs: spread("editAllMs"),
    editOneMs: spread("editOneMs"),
    keyMs: spread("keyMs"),
    slowestKeyMs: spread("slowestKeyMs"),
  };
}

async function visit(count: number, port: number): Promise<Visit> {
  const { browser, close } = await launchBrowser(null);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`http://localhost:${port}/${count}.html`);
    await page.waitForFunction(() => window.courseNotebook !== undefined);
    const openMs = await page.evaluate(async () => {
      await window.courseNotebook?.settled();
      return performance.now();
    });
    const { knob, followers, lone, loneFollower } = writeCellsChapter(count);
    const values = followers.map(({ id, factor, offset }) => [id, String(7 * factor + offset)] as const);
    const editAllMs = await timeEdit(page, knob, "const knob = 7;", values);
    const editOneMs = await timeEdit(page, lone, "const lone = 21;", [[loneFollower, "42"]]);
    const keys = await timeKeys(page, lone);
    const sorted = keys.sort((a, b) => a - b);
    return {
      openMs,
      editAllMs,
      editOneMs,
      keyMs: sorted[sorted.length >> 1] ?? NaN,
      slowestKeyMs: sorted.at(-1) ?? NaN,
    };
  } finally {
    await close();
  }
}

/** From the edit to the frame in which every one of these cells shows its new value. */
function timeEdit(
  page: Page,
  id: string,
  source: string,
  values: readonly (readonly [id: string, value: string])[],
): Promise<number> {
  return page.evaluate(
    async ([id, source, values]) => {
      const outputs = values.map(([id]) => document.querySelector(`[data-cell="${id}"] .cell-output`));
      const isShown = () => values.every(([, value], at) => outputs[at]?.textContent === value);
      const startMs = performance.now();
      void window.courseNotebook?.edit(id, source);
      while (!isShown()) await new Promise(requestAnimationFrame);
      return performance.now() - startMs;
    },
    [id, source, values] as const,
  );
}

/** From each key to the first moment after the frame that follows it. */
async function timeKeys(page: Page, id: string): Promise<number[]> {
  const cell = page.locator(`[data-cell="${id}"]`);
  await cell.locator(".cell-source").press("Enter");
  await cell.locator(".cm-content").waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  const delays = await page.evaluateHandle(() => {
    const delays: number[] = [];
    const { port1, port2 } = new MessageChannel();
    const waiting: number[] = [];
    port1.onmessage = () => delays.push(performance.now() - (waiting.shift() ?? NaN));
    const expect = ({ timeStamp }: KeyboardEvent) =>
      requestAnimationFrame(() => {
        waiting.push(timeStamp);
        port2.postMessage(null);
      });
    document.addEventListener("keydown", expect, { capture: true });
    return delays;
  });
  for (const letter of typed) await page.keyboard.press(letter === " " ? "Space" : letter);
  await page.waitForFunction(([delays, count]) => delays.length >= count, [delays, typed.length] as const);
  return delays.jsonValue();
}
