import { writeFileSync } from "node:fs";
import { readRecordings } from "../../src/course/recorded-runs.ts";
import { upstreamHash } from "../../src/notebook/cell-hashes.ts";
import type { Chapter, ChapterCell } from "../../src/notebook/chapter.ts";
import { renewRecording } from "../claims/keep-recording.ts";
import { recordCommand, recordingFile } from "../recordings/stale.ts";
import type { ChapterCells } from "./chapter-cells.ts";
import { compareValues } from "./compare.ts";
import { prepareNode } from "./prepare-node.ts";
import type { Replayed, ReplayOptions } from "./replayed.ts";
import { replayedStops } from "./replayed-stops.ts";
import { withSettings } from "./renew-settings.ts";
import { renewDrawings } from "./renew-drawings.ts";

/**
 * Updates of each run that are computed again: engines and machines agree in them to four digits, and the probe at
 * update 20 that many cells ask for is among them.
 */
const firstSteps = 30;

/** What became of one recording. */
interface Replay {
  readonly file: string;
  /** Sentences; none where all agrees. */
  readonly differences: readonly string[];
  readonly seconds: number;
}

/** Replays the recorded runs of some chapters and says how they compare. @returns whether all agree */
export async function replayChapters(chapters: readonly Chapter[], options: ReplayOptions): Promise<boolean> {
  await prepareNode();
  const replays: Replay[] = [];
  for (const chapter of chapters) replays.push(...(await replayChapter(chapter, options)));
  if (options.json !== null) writeFileSync(options.json, `${JSON.stringify({ replays }, null, 1)}\n`);
  const different = replays.filter(({ differences }) => differences.length > 0).length;
  process.stdout.write(
    `\n${replays.length - different} of ${replays.length} recorded runs are what the code computes.\n`,
  );
  const drawn = options.renew ? await renewDrawings(chapters, options) : true;
  return different === 0 && drawn;
}

async function replayChapter(chapter: Chapter, options: ReplayOptions): Promise<Replay[]> {
  const { ChapterCells } = await import("./chapter-cells.ts");
  const { runs } = readRecordings(chapter.slug);
  const cells = new ChapterCells(chapter, Object.fromEntries(runs.map(({ cell, value }) => [cell, value])));
  const published = runs.flatMap((run): Replayed[] => {
    const cell = chapter.cells.find(({ id }) => id === run.cell);
    if (cell === undefined) return [];
    const renew = (value: unknown) => renewRecording(chapter, { ...run, value });
    const [file, command] = [recordingFile(chapter.slug, run.cell), recordCommand(chapter.slug, run.cell)];
    return [{ file, command, run, cells, cell, renew }];
  });
  const replays: Replay[] = [];
  for (const each of [...published, ...(await replayedStops(chapter, options))]) {
    if (options.cells?.includes(each.run.cell) === false) continue;
    replays.push(await replayOne(each, stepsOf(chapter, each.run, options), options));
  }
  return replays;
}

async function replayOne(
  { file, command, run, cells, cell, renew }: Replayed,
  steps: number | null,
  options: ReplayOptions,
): Promise<Replay> {
  const startMs = performance.now();
  const replayed = refuseEngine(run) === null ? await replay(cells, cell, steps) : null;
  const differences = refuseEngine(run) ?? replayed?.failure ?? compareValues(run.value, replayed?.value);
  const result = { file, differences, seconds: (performance.now() - startMs) / 1000 };
  tell(result, command);
  if (options.renew && differences.length === 0) renew(withSettings(run.value, replayed?.value));
  return result;
}

/** What fails differs from what was recorded. */
async function replay(
  cells: ChapterCells,
  cell: ChapterCell,
  steps: number | null,
): Promise<{ readonly value?: unknown; readonly failure?: string[] }> {
  const { replayCell } = await import("./replay-cell.ts");
  try {
    return { value: await replayCell(cells, cell, steps) };
  } catch (error) {
    return { failure: [`its cell ends with an error now (${error instanceof Error ? error.message : String(error)})`] };
  }
}

/**
 * Null for all of them. The beginning of a run says nothing of what other settings do later: a recording of other cells
 * is renewed by whole runs only.
 */
function stepsOf({ cells }: Chapter, run: Replayed["run"], { whole, renew }: ReplayOptions): number | null {
  const isOfOtherCells = run.sourceHash !== upstreamHash(cells, run.cell);
  return whole || (renew && isOfOtherCells) ? null : firstSteps;
}

/** What another engine than Node's computed cannot be computed here. */
function refuseEngine({ engine }: Replayed["run"]): string[] | null {
  return engine === "none" || engine.startsWith("wasm") ? null : [`it was made on ${engine}, which Node does not have`];
}

const toldAtMost = 3;

function tell({ file, differences, seconds }: Replay, command: string): void {
  const took = `${seconds.toFixed(1)} s`;
  if (differences.length === 0) return void process.stdout.write(`${file} agrees (${took})\n`);
  const others = differences.length - toldAtMost;
  const more = others > 0 ? `, and ${others} other differences` : "";
  const told = differences.slice(0, toldAtMost).join("; ");
  process.stdout.write(
    `${file} is not what the code computes (${took}): ${told}${more}. Record it again: ${command}\n`,
  );
}
