import { explainMissing } from "../../browser/load-part.ts";
import type { RecordingCard, StopCard } from "../../claims/recording-card.ts";
import type { KnobStop } from "../../host/cell/knob-stops.ts";
import type { Recordings } from "../../host/cell/recordings.ts";
import { vouchWithin } from "../../training/contract/vouched.ts";
import { NearFirst } from "./near-first.ts";

type Listener = (value: unknown) => void;

/**
 * A chapter's recorded values: each is a file of its own, and is fetched when its cell comes near the view or is needed;
 * where several are asked for, those of cells in view first.
 */
export class FetchedRecordings implements Recordings {
  #cards: ReadonlyMap<string, RecordingCard>;
  /** By their files. */
  #values = new Map<string, unknown>();
  #coming = new Map<string, Promise<unknown>>();
  #listeners = new Map<string, Listener[]>();
  #order = new NearFirst();
  #isNear: (cellId: string) => boolean;

  /**
   * @param cards what the page says of them, by the cell's id
   * @param isNear whether a cell is near the view now
   */
  constructor(cards: Readonly<Record<string, RecordingCard>>, isNear: (cellId: string) => boolean) {
    this.#cards = new Map(Object.entries(cards));
    this.#isNear = isNear;
  }

  labelOf(cellId: string): RecordingCard["made"] | undefined {
    return this.#cards.get(cellId)?.made;
  }

  stopsOf(cellId: string): readonly StopCard[] {
    return this.#cards.get(cellId)?.stops ?? [];
  }

  read(cellId: string, stop?: KnobStop): unknown {
    const turned = stop && this.stopsOf(cellId).find(({ knob, at }) => knob === stop.knob && at === stop.at);
    const file = turned?.file ?? this.#fileOf(cellId);
    if (file === undefined || this.#values.has(file)) return this.#values.get(file ?? "");
    const where = turned ? ` with ${turned.knob} = ${turned.at}` : "";
    const fetch = () => this.#fetch(file, `The recorded run of ${cellId}${where}`);
    const coming = this.#coming.get(file) ?? this.#order.run(() => this.#isNear(cellId), fetch);
    this.#coming.set(file, coming);
    return coming;
  }

  /** The value with all knobs as published, where it is here already. */
  present(cellId: string): unknown {
    return this.#values.get(this.#fileOf(cellId) ?? "");
  }

  /** Tells of the value when it comes, before anybody else has it; at once where it is here. */
  whenRead(cellId: string, listener: Listener): void {
    const file = this.#fileOf(cellId);
    if (file === undefined) return;
    if (this.#values.has(file)) listener(this.#values.get(file));
    else this.#listeners.set(file, [...(this.#listeners.get(file) ?? []), listener]);
  }

  #fileOf(cellId: string): string | undefined {
    return this.#cards.get(cellId)?.file;
  }

  async #fetch(file: string, what: string): Promise<unknown> {
    try {
      const value = await fetchJson(file, what);
      vouchWithin(value);
      this.#values.set(file, value);
      for (const listener of this.#listeners.get(file) ?? []) listener(value);
      this.#listeners.delete(file);
      return value;
    } finally {
      this.#coming.delete(file);
    }
  }
}

/** @throws PartMissing that says why it did not come */
async function fetchJson(file: string, what: string): Promise<unknown> {
  try {
    const answer = await fetch(file);
    if (answer.ok) return (await answer.json()) as unknown;
  } catch {
    // No connection, or no JSON: what is wrong is found out below.
  }
  throw await explainMissing(what, [new URL(file, location.href).href]);
}
