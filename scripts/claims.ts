import { writeFileSync } from "node:fs";
import { readRecordings } from "../src/course/recorded-runs.ts";
import { CourseError, refuse } from "../src/core/errors.ts";
import type { Chapter } from "../src/notebook/chapter.ts";
import { readOptions, type ClaimsOptions } from "./claims/options.ts";
import { planChapter, type ChapterPlan } from "./claims/plan.ts";
import { readChapters } from "./claims/read-chapters.ts";
import { toJson, type ChapterResult } from "./claims/results.ts";
import { runChapter } from "./claims/run-chapter.ts";
import { printSummary, printTable } from "./claims/table.ts";

/**
 * `npm run claims`: runs the chapters' experiments from their own cells, in their pages, and prints each claim's
 * verdict beside what the chapter says of it. Ends with 1 where they differ. With --replay it computes recorded runs
 * again and ends with 1 where they differ. With --reference it measures the claims over other seeds, and ends with 1
 * where a threshold is too near to what they give.
 */
try {
  const options = readOptions(process.argv.slice(2));
  // The training worker, which a replay has in this thread, would wait for more work
  if (options.replay) process.exit(await replay(options));
  if (options.reference) process.exit(await measure(options));
  if (options.stops) process.exit(await recordAtStops(options));
  process.exitCode = await judgeClaims(options);
} catch (error) {
  if (!(error instanceof CourseError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

/** @returns the command's exit code */
async function judgeClaims(options: ClaimsOptions): Promise<number> {
  const results = await runAll(options);
  if (options.json !== null) writeFileSync(options.json, toJson(results, describe(options)));
  process.stdout.write(printSummary(results));
  return results.every(({ claims }) => claims.every(({ asStated }) => asStated)) ? 0 : 1;
}

/** Computes recorded runs again in Node. Nothing else needs what it loads. */
async function replay(options: ClaimsOptions): Promise<number> {
  const chapters = readChapters(options.chapters);
  refuseUnknown("training cell", options.cells, manualCells(chapters));
  const { replayChapters } = await import("./replay/replay-chapters.ts");
  return (await replayChapters(chapters, options)) ? 0 : 1;
}

/** Computes what cells are with knobs turned, in Node. */
async function recordAtStops(options: ClaimsOptions): Promise<number> {
  const chapters = readChapters(options.chapters);
  refuseUnknown("training cell", options.cells, manualCells(chapters));
  const { recordStops } = await import("./stops/record-stops.ts");
  await recordStops(chapters, options);
  return 0;
}

/** Measures over other seeds in Node. */
async function measure(options: ClaimsOptions): Promise<number> {
  const chapters = readChapters(options.chapters);
  refuseUnknown("claim", options.claims, claimIds(chapters));
  const seconds = chapters.flatMap((chapter) => [...costsOf(chapter)]);
  const { measureReferences } = await import("./reference/measure-references.ts");
  await measureReferences(chapters, options, new Map(seconds));
  const { printReferences } = await import("./reference/reference-table.ts");
  const { table, isSafe } = printReferences(readChapters(options.chapters));
  process.stdout.write(table);
  return isSafe ? 0 : 1;
}

function manualCells(chapters: readonly Chapter[]): string[] {
  return chapters.flatMap(({ cells }) => cells.filter(({ run }) => run === "manual").map(({ id }) => id));
}

function claimIds(chapters: readonly Chapter[]): string[] {
  return chapters.flatMap((chapter) => chapter.claims.map(({ id }) => id));
}

/** Seconds that each recorded cell took. */
function costsOf({ slug }: Chapter): ReadonlyMap<string, number> {
  return new Map(readRecordings(slug).runs.map(({ cell, seconds }) => [cell, seconds]));
}

async function runAll(options: ClaimsOptions): Promise<ChapterResult[]> {
  const results: ChapterResult[] = [];
  for (const { chapter, plan, costs } of planAll(options)) {
    results.push(await runChapter(chapter, plan, options, costs));
    process.stdout.write(`\n${printTable(results.at(-1) as ChapterResult)}\n`);
  }
  return results;
}

interface PlannedChapter {
  readonly chapter: Chapter;
  readonly plan: ChapterPlan;
  readonly costs: ReadonlyMap<string, number>;
}

/** Everything is checked before anything runs. */
function planAll(options: ClaimsOptions): PlannedChapter[] {
  const chapters = readChapters(options.chapters);
  const manual = chapters.flatMap(({ cells }) => cells.filter(({ run }) => run === "manual").map(({ id }) => id));
  refuseUnknown("claim", options.claims, claimIds(chapters));
  refuseUnknown("training cell", options.cells, manual);
  const planned = chapters.map((chapter) => {
    const costs = costsOf(chapter);
    return { chapter, plan: planChapter(chapter, options, costs), costs };
  });
  return planned.filter(({ plan }) => plan.claims.length + plan.cells.length > 0 || options.outputs);
}

function refuseUnknown(what: string, wanted: readonly string[] | null, known: readonly string[]): void {
  const unknown = wanted?.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw refuse("npm run claims", `no ${what} is called "${unknown}"`, `There are ${known.join(", ")}.`);
}

function describe({ size, seeds, engine, shard, device }: ClaimsOptions): Readonly<Record<string, unknown>> {
  return { date: new Date().toISOString(), size, seeds, engine, shard, device };
}
