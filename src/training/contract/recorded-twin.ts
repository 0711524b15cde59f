import type { Training } from "./protocol.ts";

/** What a chapter has recorded of the same experiment as a reader's own training. */
export interface RecordedTwin {
  readonly recorded: Training;
  /** Of the cells that it was recorded for: figures of the same runs have the same. */
  readonly key: string;
}

/** Beside the trainings, not in them: a training is plain data, and looks the same with and without one. */
const twins = new WeakMap<Training, RecordedTwin>();

/** Null for recorded trainings, and for those of which nothing was recorded. */
export function recordedTwin(training: Training): RecordedTwin | null {
  return twins.get(training) ?? null;
}

/**
 * Remembers which recorded training a reader's own one is to be compared with: of those of its cell the one that shares
 * most arms with it.
 * @param recorded what was recorded for the cell
 */
export function pairWithRecorded<T extends Training>(training: T, cellId: string, recorded: readonly Training[]): T {
  const arms = armsOf(training);
  const shared = recorded.map((each) => [...armsOf(each)].filter((arm) => arms.has(arm)).length);
  const most = Math.max(0, ...shared);
  const best = recorded[shared.indexOf(most)];
  if (best !== undefined && most > 0) twins.set(training, { recorded: best, key: cellId });
  return training;
}

/** What was made of several trainings is to be compared with what is made of their recorded ones in the same way. */
export function pairMerged(
  merged: Training,
  parts: readonly Training[],
  merge: (trainings: readonly [Training, ...Training[]]) => Training,
): void {
  const known = parts.map(recordedTwin);
  if (known.every((twin) => twin === null)) return;
  const recorded = parts.flatMap((part, at) => known[at]?.recorded ?? (part.recorded === undefined ? [] : part));
  const [first, ...others] = new Set(recorded);
  if (first === undefined || haveSameRuns([first, ...others])) return;
  const keys = new Set(known.flatMap((twin) => (twin === null ? [] : twin.key)));
  twins.set(merged, { recorded: merge([first, ...others]), key: [...keys].sort().join(" ") });
}

function armsOf({ runs }: Training): Set<string> {
  return new Set(runs.map(({ arm }) => arm));
}

function haveSameRuns(trainings: readonly Training[]): boolean {
  const names = trainings.flatMap(({ runs }) => runs.map(({ arm, seed }) => `${arm} ${seed}`));
  return new Set(names).size < names.length;
}
