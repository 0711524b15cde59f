/** The two nets that the front page trains side by side, and what it shows of them at one moment. */
export const pairNames = ["plain-56", "residual-56"] as const;
export type PairName = (typeof pairNames)[number];

/** Updates of each net. */
export const pairSteps = 100;

/** Updates after which the plane is mapped: often at first, where most happens. */
export const mapSteps: readonly number[] = [0, 1, 2, 4, 6, 9, 13, 18, 25, 35, 50, 65, 80, 100];

/** The recording halts after so many updates, before the outcome, and asks for a guess. */
export const haltStep = 2;

/** Points along each side of a map. */
export const mapResolution = 32;

/** What a net makes of the plane at one moment. */
export interface PlaneMap {
  /** [rows] of one digit a point: the class that the net chooses, counted from below. */
  readonly classes: readonly string[];
  /** [rows]: whole tenths of its probability. */
  readonly tenths: readonly string[];
  /** Share of the training points that it gets right. */
  readonly accuracy: number;
}

export interface PairFrame {
  /** Updates done. */
  readonly step: number;
  /** By net, in the order of `pairNames`: the plane after these updates. */
  readonly maps: readonly PlaneMap[];
}

/** A pair's training, as far as it has come. */
export interface PairRun {
  readonly seed: number;
  /** By net: loss on the mini-batch before update i. */
  readonly losses: readonly (readonly number[])[];
  /** The newest last. */
  readonly frames: readonly PairFrame[];
}

/** A whole pair's training as `npm run record:front` keeps it. */
export interface RecordedPair extends PairRun {
  /** As in "2026-11-30". */
  readonly date: string;
  readonly device: string;
}

/** The same run as it stood after so many updates: nothing of what came later is in it. */
export function cutPair<Run extends PairRun>(run: Run, step: number): Run {
  const frames = run.frames.filter((frame) => frame.step <= step);
  return { ...run, frames, losses: run.losses.map((losses) => losses.slice(0, step + 1)) };
}
