import { readdirSync } from "node:fs";
import { readRecordings } from "../../src/course/recorded-runs.ts";
import { dealOut } from "../../src/core/deal-out.ts";
import { sumOf } from "../../src/core/statistics.ts";
import { isTraining } from "../../src/training/contract/is-training.ts";
import type { Run, Training } from "../../src/training/contract/protocol.ts";

/** Workers of readers whose computers have 4, 8 and 16 cores. */
export const coreCounts = [3, 7, 15] as const;

/** What a chapter's training takes with more workers, as its recorded times say. */
export interface ScheduledCell {
  readonly chapter: string;
  readonly cell: string;
  readonly runs: number;
  /** Measured with one worker. */
  readonly aloneMs: number;
  /** How many times as fast it is, for each of `coreCounts`. */
  readonly timesAsFast: readonly number[];
}

/**
 * The recorded trainings of the chapters, their runs dealt out as the course deals them. A recording says what all runs
 * took together; a run's part in that is its steps times its layers: nets of one cell differ in their depths.
 */
export function schedule(): readonly ScheduledCell[] {
  return readdirSync("public/recordings").flatMap((chapter) =>
    readRecordings(chapter).runs.flatMap(({ cell, value }) => {
      const trainings = trainingsIn(value).flatMap(unmerge);
      if (trainings.length === 0) return [];
      return scheduleCell(trainings, { chapter, cell });
    }),
  );
}

/** The trainings of one cell come one after the other. */
function scheduleCell(
  trainings: readonly Training[],
  { chapter, cell }: Pick<ScheduledCell, "chapter" | "cell">,
): ScheduledCell {
  const aloneMs = sumOf(trainings, ({ elapsedMs }) => elapsedMs);
  const timesAsFast = coreCounts.map((workers) => aloneMs / sumOf(trainings, (each) => longestMs(each, workers)));
  return { chapter, cell, runs: sumOf(trainings, ({ runs }) => runs.length), aloneMs, timesAsFast };
}

/** When the last worker is done: the longest run first, each to whoever has least to do. */
export function longestMs({ runs, elapsedMs }: Pick<Training, "runs" | "elapsedMs">, workers: number): number {
  const whole = sumOf(runs, workOf);
  const dealt = dealOut(runs, workOf, workers).map((own) => sumOf(own, workOf));
  return (elapsedMs * Math.max(...dealt)) / whole;
}

/** What was merged came one training after the other: each has the pool for its own runs only. */
function unmerge(training: Training): readonly Training[] {
  const { settings = [], runs, elapsedMs } = training;
  if (settings.length < 2) return [training];
  const whole = sumOf(runs, workOf);
  return settings.map(({ arms, seeds }) => {
    const own = runs.filter(({ arm, seed }) => arms.some(({ name }) => name === arm) && seeds.includes(seed));
    return { ...training, runs: own, elapsedMs: (elapsedMs * sumOf(own, workOf)) / whole };
  });
}

function workOf({ depth, loss }: Run): number {
  return depth * loss.length;
}

function trainingsIn(value: unknown): readonly Training[] {
  if (isTraining(value)) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).filter(isTraining) : [];
}
