import { isTraining } from "../training/contract/is-training.ts";
import type { KnobValue } from "../notebook/chapter.ts";
import type { Training } from "../training/contract/protocol.ts";

/** What a page says of a recorded value before it has it: the value is a file of its own. */
export interface RecordingCard {
  /** Where the value lies, as JSON. */
  readonly file: string;
  /** When and on what it was made; null where it does not say. */
  readonly made: NonNullable<Training["recorded"]> | null;
  /** What the cell took, or its trainings where only they are known, on the machine that recorded it; 0 if nothing is. */
  readonly elapsedMs: number;
  /** With how many seeds its trainings ran. */
  readonly seeds: number;
  /** The same with one knob turned; absent where nothing of it was recorded. */
  readonly stops?: readonly StopCard[];
}

/** What a page says of a value that was recorded with one knob turned, before it has it. */
export interface StopCard {
  /** Where the value lies, as JSON. */
  readonly file: string;
  readonly knob: string;
  readonly at: KnobValue;
  readonly published: KnobValue;
  readonly made: RecordingCard["made"];
}

/**
 * What is known of a cell's recorded value: its training, or those among the values of its names.
 * @param seconds what the cell took as a whole, which may be more than its trainings
 */
export function describeRecording(value: unknown, seconds = 0): Omit<RecordingCard, "file"> {
  const seeds = new Set(trainingsWithin(value).flatMap(({ runs }) => runs.map(({ seed }) => seed)));
  return { made: findLabel(value), elapsedMs: Math.max(recordedMs(value), 1000 * seconds), seeds: seeds.size };
}

/** A cell's value may be a training, or have some among its names. */
export function trainingsWithin(value: unknown): Training[] {
  return partsOf(value).filter(isTraining);
}

/** A recorded training says of itself when and on what it was made. */
function findLabel(value: unknown): RecordingCard["made"] {
  for (const part of partsOf(value))
    if (typeof part === "object" && part !== null && "recorded" in part) return part.recorded as RecordingCard["made"];
  return null;
}

function recordedMs(value: unknown): number {
  const [whole, ...parts] = partsOf(value).map(elapsedMs);
  if (whole === undefined || whole > 0 || Array.isArray(value)) return whole ?? 0;
  return parts.reduce((sum, ms) => sum + ms, 0);
}

function elapsedMs(value: unknown): number {
  return typeof value === "object" && value !== null && "elapsedMs" in value ? Number(value.elapsedMs) || 0 : 0;
}

/** The value itself, then what stands in it. */
function partsOf(value: unknown): readonly unknown[] {
  return typeof value === "object" && value !== null ? [value, ...Object.values(value)] : [];
}
