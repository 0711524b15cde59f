import type { KnobValue } from "../../notebook/chapter.ts";
import type { RecordedLabel, StopPlace } from "./cell-state.ts";

/** A knob turned to a value that a cell was recorded with, all others as published. */
export interface KnobStop extends StopPlace {
  /** Where the knob stands as published. */
  readonly published: KnobValue;
  /** When and on what it was recorded; null where it does not say. */
  readonly made: RecordedLabel | null;
}

/**
 * The recording that is nearest to how the knobs stand: at the stop of one of them, since each was recorded with the others
 * as published. A stop that is met comes before one that is near.
 * @param turned values of the knobs that do not stand as published, by name
 * @returns null for the recording with all of them as published
 */
export function chooseStop<Stop extends KnobStop>(
  stops: readonly Stop[],
  turned: ReadonlyMap<string, unknown>,
): Stop | null {
  const met = stops.find(({ knob, at }) => turned.get(knob) === at);
  if (met !== undefined) return met;
  for (const [name, value] of turned) {
    const near = nearest(
      stops.filter(({ knob }) => knob === name),
      value,
    );
    if (near !== null) return near;
  }
  return null;
}

/** Among numbers; null where the published one is as near, or where nothing can be compared. */
function nearest<Stop extends KnobStop>(stops: readonly Stop[], value: unknown): Stop | null {
  if (typeof value !== "number") return null;
  const distance = (at: KnobValue | undefined) => (typeof at === "number" ? Math.abs(at - value) : Infinity);
  const [first] = stops;
  if (first === undefined) return null;
  const near = stops.reduce((best, each) => (distance(each.at) < distance(best.at) ? each : best), first);
  return distance(near.at) < distance(near.published) ? near : null;
}

/** Names of the knobs that stand otherwise than in the recording that is shown. */
export function otherKnobs(stop: KnobStop | null, turned: ReadonlyMap<string, unknown>): readonly string[] {
  const isMet = (name: string, value: unknown) => stop?.knob === name && stop.at === value;
  const names = [...turned].flatMap(([name, value]) => (isMet(name, value) ? [] : name));
  return stop === null || turned.has(stop.knob) ? names : [...names, stop.knob];
}
