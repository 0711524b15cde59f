import type { Page } from "@playwright/test";
import { inChapterPage } from "./in-chapter-page.ts";

/**
 * `npm run bench`: how smooth the chapter stays while it trains, in one browser and one run: gaps between animation
 * frames while nothing runs, while spiral nets train and while image nets train. Rows are compared with the idle one.
 */
const cells = [null, "plainRuns", "imageRuns"] as const;
const framesPerRow = 600;

const rows: { while: string; "longest gap (ms)": number; "median gap (ms)": number; "against idle": string }[] = [];
await inChapterPage("degradation", async (page) => {
  for (const cell of cells) {
    const gaps = await measureGaps(page, cell);
    const longest = gaps.at(-1) ?? NaN;
    rows.push({
      while: cell === null ? "idle" : `${cell} trains`,
      "longest gap (ms)": Math.round(longest),
      "median gap (ms)": Math.round(gaps[gaps.length >> 1] ?? NaN),
      "against idle": `${(longest / (rows[0]?.["longest gap (ms)"] ?? longest)).toFixed(1)}x`,
    });
  }
});
console.table(rows);

/** Gaps between frames in milliseconds, ascending, from one second after the cell was started, with its curves in view. */
function measureGaps(page: Page, cell: string | null): Promise<number[]> {
  return page.evaluate(
    async ([cell, count]) => {
      const notebook = window.courseNotebook;
      const run = cell === null ? null : notebook?.run(cell);
      document.querySelector(`#cell-${cell}`)?.scrollIntoView();
      await new Promise((done) => setTimeout(done, 1000));
      const times: number[] = [];
      while (times.length <= count && (cell === null || notebook?.state(cell)?.kind === "running")) {
        times.push(await new Promise(requestAnimationFrame));
      }
      if (cell !== null) notebook?.stop(cell);
      await run;
      return times
        .slice(1)
        .map((time, at) => time - (times[at] ?? time))
        .sort((a, b) => a - b);
    },
    [cell, framesPerRow] as const,
  );
}
