import type { Page } from "@playwright/test";
import { inChapterPage } from "../in-chapter-page.ts";

/** Frames of a chapter while a cell trains (null: while nothing does); gaps in milliseconds. */
export interface FrameGaps {
  readonly cell: string | null;
  readonly frames: number;
  readonly longestMs: number;
  readonly medianMs: number;
  /** The longest gap compared with that while nothing trains. */
  readonly againstIdle: number;
}

const cells = [null, "plainRuns", "imageRuns"] as const;
/** Whichever comes first; a slow machine draws few frames. */
const framesPerRow = 600;
const secondsPerRow = 30;

/** How smooth the chapter stays while it trains: gaps between animation frames, for nothing, spiral nets and image nets. */
export async function measureFrameGaps(say: (line: string) => void): Promise<FrameGaps[]> {
  const rows: FrameGaps[] = [];
  say("page: building the course");
  await inChapterPage("degradation", async (page) => {
    for (const cell of cells) {
      const gaps = await measureGaps(page, cell);
      const longestMs = gaps.at(-1) ?? NaN;
      const againstIdle = longestMs / (rows[0]?.longestMs ?? longestMs);
      say(`page: ${cell ?? "idle"}: ${gaps.length} frames`);
      rows.push({ cell, frames: gaps.length, longestMs, medianMs: gaps[gaps.length >> 1] ?? NaN, againstIdle });
    }
  });
  return rows;
}

/** Gaps between frames in milliseconds, ascending, from one second after the cell was started, with its curves in view. */
function measureGaps(page: Page, cell: string | null): Promise<number[]> {
  return page.evaluate(
    async ([cell, count, seconds]) => {
      const notebook = window.courseNotebook;
      const run = cell === null ? null : notebook?.run(cell);
      document.querySelector(`#cell-${cell}`)?.scrollIntoView();
      await new Promise((done) => setTimeout(done, 1000));
      const times: number[] = [];
      const endMs = performance.now() + 1000 * seconds;
      while (
        times.length <= count &&
        performance.now() < endMs &&
        (cell === null || notebook?.state(cell)?.kind === "running")
      ) {
        times.push(await new Promise(requestAnimationFrame));
      }
      if (cell !== null) notebook?.stop(cell);
      await run;
      return times
        .slice(1)
        .map((time, at) => time - (times[at] ?? time))
        .sort((a, b) => a - b);
    },
    [cell, framesPerRow, secondsPerRow] as const,
  );
}
