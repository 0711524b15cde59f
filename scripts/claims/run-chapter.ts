import { sumOf } from "../../src/core/statistics.ts";
import type { Page } from "@playwright/test";
import type { Chapter } from "../../src/notebook/chapter.ts";
import { captureOutputs } from "../capture-outputs.ts";
import { inChapterPage } from "../in-chapter-page.ts";
import { ProgressBar } from "../progress-bar.ts";
import { engineOf, keepOutputs, keepRecording } from "./keep-recording.ts";
import type { ClaimsOptions } from "./options.ts";
import { overrideNames } from "./override-names.ts";
import type { ChapterPlan } from "./plan.ts";
import { resultOf, type CellResult, type ChapterResult, type ClaimResult } from "./results.ts";
import { changeCells, readEffects, readValue, runCell } from "./run-cell.ts";

/** Runs a chapter's training cells in its page, as a reader would, and reads the verdicts that follow from them. */
export async function runChapter(
  chapter: Chapter,
  plan: ChapterPlan,
  options: ClaimsOptions,
  costs: ReadonlyMap<string, number>,
): Promise<ChapterResult> {
  const { slug, front } = chapter;
  let cells: CellResult[] = [];
  let claims: ClaimResult[] = [];
  const texts = overrideNames(chapter.cells, valuesOf(chapter, options));
  if (plan.cells.length + plan.claims.length > 0) {
    await inChapterPage(
      slug,
      async (page) => {
        await changeCells(page, texts);
        cells = await runCells(page, chapter, plan, { options, costs });
        claims = await readClaims(page, plan, cells);
      },
      { ...options, drafts: front.draft === true },
    );
  }
  if (options.record && options.shard.count === 1) await recordOutputs(chapter, options);
  return { slug, number: front.number, claims, cells };
}

function valuesOf({ front }: Chapter, { size, seeds }: ClaimsOptions): Readonly<Record<string, unknown>> {
  return { ...(size === "small" ? front.small : {}), ...(seeds === null ? {} : { seeds }) };
}

interface Circumstances {
  readonly options: ClaimsOptions;
  /** Seconds that each cell took before. */
  readonly costs: ReadonlyMap<string, number>;
}

async function runCells(
  page: Page,
  chapter: Chapter,
  { cells }: ChapterPlan,
  { options, costs }: Circumstances,
): Promise<CellResult[]> {
  const results: CellResult[] = [];
  const weightOf = (cell: string): number => costs.get(cell) ?? 10;
  const total = sumOf(cells, weightOf);
  const words = (): string => `${cells[results.length] ?? "done"}, ${results.length} of ${cells.length} cells`;
  const bar = new ProgressBar(`Chapter ${chapter.front.number}`, words);
  let done = 0;
  for (const cell of cells) {
    bar.show(done, total);
    const seconds = await runCell(page, cell, (share) => bar.show(done + share * weightOf(cell), total));
    const value = await readValue(page, cell);
    if (options.record) keepRecording(chapter, { cell, value, seconds, device: options.device });
    results.push({ cell, seconds, engine: engineOf(value) });
    done += weightOf(cell);
  }
  bar.show(done, total);
  bar.end();
  return results;
}

async function readClaims(page: Page, plan: ChapterPlan, done: readonly CellResult[]): Promise<ClaimResult[]> {
  const claims: ClaimResult[] = [];
  for (const { claim, cells } of plan.claims) {
    const seconds = sumOf(
      done.filter(({ cell }) => cells.includes(cell)),
      (cell) => cell.seconds,
    );
    claims.push(resultOf(claim, await readEffects(page, claim.id), { seconds, cells }));
  }
  return claims;
}

/** Built once more, so that the page shows what has just been recorded: what a reader sees who has run nothing yet. */
async function recordOutputs(chapter: Chapter, { engine }: ClaimsOptions): Promise<void> {
  const drafts = chapter.front.draft === true;
  await inChapterPage(chapter.slug, async (page) => keepOutputs(chapter, await captureOutputs(page)), {
    engine,
    drafts,
  });
}
