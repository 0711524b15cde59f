import { isTraining } from "../../src/training/contract/is-training.ts";
import type { Run, Training } from "../../src/training/contract/protocol.ts";
import type { TrainingSettings } from "../../src/training/contract/settings.ts";

/** Recordings keep four significant digits: two numbers are the same if they differ by one unit of the fourth or less. */
const digits = 4;

/**
 * Where a replayed value differs from the recorded one: sentences, each about the first difference of its part. A
 * training may be replayed in its beginning only: then its curves are compared as far as they go.
 * @param recorded as read from a recording
 * @param replayed in the same form
 */
export function compareValues(recorded: unknown, replayed: unknown, place = "its value"): string[] {
  if (isTraining(recorded) && isTraining(replayed)) return compareTrainings(recorded, replayed);
  if (typeof recorded === "number" && typeof replayed === "number") {
    return agree(recorded, replayed) ? [] : [`${place} was recorded as ${recorded} and is ${shorten(replayed)} now`];
  }
  if (isObject(recorded) && isObject(replayed)) return compareObjects(recorded, replayed, place);
  if (recorded === replayed) return [];
  return [`${place} was recorded as ${describe(recorded)} and is ${describe(replayed)} now`];
}

/** Whether two numbers are the same as far as recordings keep them. */
export function agree(recorded: number, replayed: number): boolean {
  if (recorded === replayed) return true;
  const largest = Math.max(Math.abs(recorded), Math.abs(replayed));
  const unit = 10 ** (Math.floor(Math.log10(largest)) - digits + 1);
  // A difference of one unit is not exact in binary
  return Math.abs(recorded - replayed) < 1.001 * unit;
}

type Parts = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Parts {
  return typeof value === "object" && value !== null;
}

/** Lists too, which are of the same length where all their parts agree. */
function compareObjects(recorded: Parts, replayed: Parts, place: string): string[] {
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(replayed)])];
  for (const name of names) {
    const within = compareValues(recorded[name], replayed[name], `${name} of ${place}`);
    if (within.length > 0) return within;
  }
  return [];
}

function compareTrainings(recorded: Training, replayed: Training): string[] {
  const facts = ({ steps, data, settings, runs }: Training) => ({
    ...{ steps, data, runs: runs.map(factsOf) },
    ...(recorded.settings === undefined ? {} : { settings: settings?.map(withoutFingerprints) }),
  });
  const differences = compareObjects(facts(recorded), facts(replayed), "the training");
  if (differences.length > 0) return differences;
  return recorded.runs.flatMap((run, at) => compareRuns(run, replayed.runs[at] as Run, replayed.status === "done"));
}

/** How a net's layers are written down may change without a change of what it computes. */
function withoutFingerprints({ arms, ...settings }: TrainingSettings) {
  return { ...settings, arms: arms.map(({ architecture: _, ...arm }) => arm) };
}

function factsOf({ arm, seed, family, depth, parameterCount }: Run) {
  return { arm, seed, family, depth, parameterCount };
}

/** At most one sentence on each curve. */
function compareRuns(recorded: Run, replayed: Run, isWhole: boolean): string[] {
  const where = `${recorded.arm}, seed ${recorded.seed}`;
  const cut = <T>(list: readonly T[], to: readonly unknown[]): readonly T[] =>
    isWhole ? list : list.slice(0, to.length);
  return [
    ...compareCurves("loss", cut(recorded.loss, replayed.loss), replayed.loss, where),
    ...compareCurves("accuracy", cut(recorded.accuracy, replayed.accuracy), replayed.accuracy, where),
    ...compareValues(cut(recorded.evaluations, replayed.evaluations), replayed.evaluations, `evaluations (${where})`),
    ...compareValues(cut(recorded.probes, replayed.probes), replayed.probes, `probes (${where})`),
    ...(isWhole || replayed.status === "diverged" ? compareValues(recorded.status, replayed.status, where) : []),
  ];
}

function compareCurves(
  name: string,
  recorded: readonly number[],
  replayed: readonly number[],
  where: string,
): string[] {
  const step = replayed.findIndex((value, at) => !agree(recorded[at] ?? NaN, value));
  if (step >= 0) {
    const [was, is] = [String(recorded[step]), shorten(replayed[step] as number)];
    return [`${name} of ${where} before update ${step} was recorded as ${was} and is ${is} now`];
  }
  if (recorded.length === replayed.length) return [];
  return [`${name} of ${where} was recorded over ${recorded.length} updates and has ${replayed.length} now`];
}

function shorten(value: number): string {
  return String(Number(value.toPrecision(digits + 2)));
}

function describe(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
