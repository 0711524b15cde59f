import { readRecordings } from "../../src/course/recorded-runs.ts";
import { readStops, type RecordedStop } from "../../src/course/recorded-stops.ts";
import type { Chapter } from "../../src/notebook/chapter.ts";
import { withNames } from "../claims/with-names.ts";
import { RecordingCode } from "../recordings/recording-code.ts";
import { planStops, stopCommand, stopFile, stopName, type PlannedStop } from "../stops/planned-stops.ts";
import { renewStop } from "../stops/keep-stop.ts";
import type { Replayed, ReplayOptions } from "./replayed.ts";

/**
 * What was recorded with knobs turned, and is to be computed again. That the code is the one of the recordings, their hashes
 * say; that it computes the same, the replay of the published runs. What is left is whether a stop has the values of its
 * knob, which the cell that was trained fastest tells. To write that all are of other code, all have to agree.
 */
export async function replayedStops(
  chapter: Chapter,
  { whole, renew, cells: wanted }: ReplayOptions,
): Promise<readonly Replayed[]> {
  const stops = readStops(chapter.slug);
  const all = await Promise.all(planStops(chapter).map((stop) => ofStop(chapter, stop, stops)));
  if (whole || renew || wanted !== null) return all.flat();
  return all.flatMap((each) => [...each].sort((one, other) => secondsOf(one) - secondsOf(other)).slice(0, 1));
}

interface ReplayedStop extends Replayed {
  readonly run: RecordedStop;
}

function secondsOf({ run }: ReplayedStop): number {
  return run.seconds;
}

async function ofStop(
  chapter: Chapter,
  stop: PlannedStop,
  stops: ReadonlyMap<string, RecordedStop>,
): Promise<readonly ReplayedStop[]> {
  const { ChapterCells } = await import("./chapter-cells.ts");
  const code = new RecordingCode();
  const recorded = stop.cells.flatMap(({ id }) => stops.get(stopName(id, stop)) ?? []);
  const published = readRecordings(chapter.slug).runs;
  const values = [...published, ...recorded].map(({ cell, value }) => [cell, value] as const);
  const turned = withNames(chapter, { [stop.knob]: stop.at });
  const cells = new ChapterCells(turned, Object.fromEntries(values));
  return recorded.flatMap((run): ReplayedStop[] => {
    const cell = turned.cells.find(({ id }) => id === run.cell);
    if (cell === undefined) return [];
    const [file, command] = [stopFile(chapter.slug, run.cell, stop), stopCommand(chapter.slug, run.cell)];
    return [{ file, command, run, cells, cell, renew: (value) => renewStop(chapter, { ...run, value }, code) }];
  });
}
