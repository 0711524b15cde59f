import { readRecordings } from "../../src/course/recorded-runs.ts";
import { readStops, type RecordedStop } from "../../src/course/recorded-stops.ts";
import { refuse } from "../../src/core/errors.ts";
import type { Chapter, ChapterCell, KnobValue } from "../../src/notebook/chapter.ts";
import { engineOf } from "../claims/keep-recording.ts";
import type { ClaimsOptions } from "../claims/options.ts";
import { takeShard } from "../claims/plan.ts";
import { withNames } from "../claims/with-names.ts";
import { RecordingCode } from "../recordings/recording-code.ts";
import { prepareNode } from "../replay/prepare-node.ts";
import { keepStop } from "./keep-stop.ts";
import { marksOf, planStops, stopFile, stopName, type PlannedStop } from "./planned-stops.ts";

type StopOptions = Pick<ClaimsOptions, "cells" | "shard" | "device">;

/**
 * Computes what manual cells are with knobs turned, in Node, and keeps each as soon as it is known: ended and begun
 * again, it goes on where it was. What is of the present cells and code already is left as it is, unless it is named.
 */
export async function recordStops(chapters: readonly Chapter[], options: StopOptions): Promise<void> {
  await prepareNode();
  const all = chapters.flatMap((chapter) => planStops(chapter).map((stop) => ({ chapter, stop })));
  for (const { chapter, stop } of takeShard(all, ({ chapter, stop }) => costOf(chapter, stop), options.shard))
    await recordStop(chapter, stop, options);
}

/** In seconds that the recorded runs took, whatever the knob makes of them. */
function costOf({ slug }: Chapter, { cells }: PlannedStop): number {
  const ids = cells.map(({ id }) => id);
  return readRecordings(slug).runs.reduce((sum, { cell, seconds }) => sum + (ids.includes(cell) ? seconds : 0), 0);
}

async function recordStop(chapter: Chapter, stop: PlannedStop, { cells: wanted, device }: StopOptions): Promise<void> {
  const { ChapterCells } = await import("../replay/chapter-cells.ts");
  const { replayCell } = await import("../replay/replay-cell.ts");
  const code = new RecordingCode();
  const kept = readStops(chapter.slug);
  const turned = withNames(chapter, { [stop.knob]: stop.at });
  const values = Object.fromEntries(readRecordings(chapter.slug).runs.map(({ cell, value }) => [cell, value]));
  const published = await readPublished(chapter, stop, new ChapterCells(chapter, values));
  const cells = new ChapterCells(turned, values);
  for (const { id } of stop.cells) {
    const known = kept.get(stopName(id, stop));
    const isWanted = wanted?.includes(id) ?? !isPresent(chapter, known, code);
    if (known && !isWanted) values[id] = known.value;
    if (!isWanted) continue;
    const startMs = performance.now();
    values[id] = await replayCell(cells, turned.cells.find((cell) => cell.id === id) as ChapterCell, null);
    const seconds = Math.round((performance.now() - startMs) / 100) / 10;
    const { [id]: value } = values;
    const { knob, at } = stop;
    keepStop(chapter, { cell: id, knob, at, published, device, engine: engineOf(value), seconds, value }, code);
    process.stdout.write(`${stopFile(chapter.slug, id, stop)} (${seconds} s)\n`);
  }
}

function isPresent(chapter: Chapter, stop: RecordedStop | undefined, code: RecordingCode): boolean {
  if (stop === undefined) return false;
  const { sourceHash, code: digest } = marksOf(chapter, stop, code);
  return stop.sourceHash === sourceHash && stop.code === digest;
}

/** Where the knob stands as published. @throws CourseError if that is nothing to compare with */
async function readPublished(
  { cells, slug }: Chapter,
  { knob }: PlannedStop,
  published: { evaluate(cell: ChapterCell): Promise<unknown> },
): Promise<KnobValue> {
  const cell = cells.find(({ compiled }) => compiled.outputs.includes(knob)) as ChapterCell;
  const value = await published.evaluate(cell);
  const at = cell.compiled.outputs.length === 1 ? value : (value as Readonly<Record<string, unknown>>)[knob];
  if (typeof at === "number" || typeof at === "string" || typeof at === "boolean") return at;
  throw refuse(`stops of ${slug}`, `${knob} has no number, text or truth value`, "Name another knob there.");
}
