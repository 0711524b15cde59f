import type { Page } from "@playwright/test";
import { isTraining } from "../../src/training/contract/is-training.ts";
import { coreCounts, schedule, type ScheduledCell } from "./schedule-runs.ts";
import { inChapterPage } from "../in-chapter-page.ts";
import { spreadOf, type Spread } from "./statistics.ts";

/** Chapter 2's first experiment: three nets with three seeds. */
const chapter = "degradation";
const cell = "plainRuns";

/** What a training takes with so many workers. */
export interface PoolRow {
  readonly workers: number;
  /** From Run to the last snapshot. */
  readonly wallMs: Spread | null;
  /** From Run to the first update of any run. */
  readonly firstMs: Spread | null;
  /** One worker's time divided by this. */
  readonly timesAsFast: number;
  /** Every loss is that of one worker, bit for bit. */
  readonly isSame: boolean;
}

export interface PoolResult {
  readonly cell: string;
  readonly rows: readonly PoolRow[];
  readonly scheduled: readonly ScheduledCell[];
}

interface Turn {
  readonly wallMs: number;
  readonly firstMs: number;
  readonly losses: string;
}

/**
 * E-D1's training with one worker and with several, in turns on the chapter's own page; and what the chapters' trainings
 * take with more cores, on paper.
 */
export async function measurePool(rounds: number, say: (line: string) => void): Promise<PoolResult> {
  const turns = new Map<number, Turn[]>();
  say("pool: building the course");
  await inChapterPage(chapter, async (page) => {
    for (let round = 0; round < rounds; round++) {
      for (const workers of await workerCounts(page)) {
        say(`pool: round ${round + 1}, ${workers === 1 ? "one worker" : `${workers} workers`}`);
        turns.set(workers, [...(turns.get(workers) ?? []), await takeTurn(page, workers)]);
      }
    }
  });
  const alone = turns.get(1) ?? [];
  const rows = [...turns].map(([workers, own]) => summarize(workers, own, alone));
  return { cell, rows, scheduled: schedule() };
}

/** As many as the switch of the page offers, of those that say something. */
async function workerCounts(page: Page): Promise<readonly number[]> {
  const offered = await page.locator("[data-worker-switch] option").evaluateAll((all) => all.length - 1);
  return [1, 2, ...coreCounts].filter((count, at, all) => count <= Math.max(1, offered) && all.indexOf(count) === at);
}

function takeTurn(page: Page, workers: number): Promise<Turn> {
  return page
    .evaluate(
      async ([id, count]) => {
        const select = document.querySelector<HTMLSelectElement>("[data-worker-switch] select");
        if (select) select.value = String(count);
        select?.dispatchEvent(new Event("change"));
        const { courseNotebook: notebook } = window;
        const startMs = performance.now();
        let firstMs = NaN;
        void notebook?.run(id);
        for (let isOver = false; !isOver;) {
          await new Promise((resolve) => setTimeout(resolve, 10));
          const state = notebook?.state(id);
          const isBegun = state?.kind === "running" && (state.progress?.done ?? 0) > 0;
          if (isBegun && Number.isNaN(firstMs)) firstMs = performance.now() - startMs;
          isOver = (state?.kind === "done" && !Number.isNaN(firstMs)) || state?.kind === "error";
        }
        return { wallMs: performance.now() - startMs, firstMs, value: await notebook?.value(id) };
      },
      [cell, workers] as const,
    )
    .then(({ wallMs, firstMs, value }) => {
      if (!isTraining(value)) throw new Error(`${cell} came to no training`);
      return { wallMs, firstMs, losses: JSON.stringify(value.runs.map(({ loss }) => loss)) };
    });
}

function summarize(workers: number, turns: readonly Turn[], alone: readonly Turn[]): PoolRow {
  const wallMs = spreadOf(turns.map((turn) => turn.wallMs));
  const aloneMs = spreadOf(alone.map((turn) => turn.wallMs));
  return {
    workers,
    wallMs,
    firstMs: spreadOf(turns.map((turn) => turn.firstMs)),
    timesAsFast: (aloneMs?.median ?? NaN) / (wallMs?.median ?? NaN),
    isSame: turns.every(({ losses }) => losses === alone[0]?.losses),
  };
}
