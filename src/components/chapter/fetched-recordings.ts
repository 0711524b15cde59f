import { explainMissing } from "../../browser/load-part.ts";
import type { RecordingCard, StopCard } from "../../claims/recording-card.ts";
import type { KnobStop } from "../../host/cell/knob-stops.ts";
import type { Recordings } from "../../host/cell/recordings.ts";
import { vouchWithin } from "../../training/contract/vouched.ts";

type Listener = (value: unknown) => void;

/** A chapter's recorded values: each is a file of its own, and is fetched when its cell comes near the view or is needed. */
export class FetchedRecordings implements Recordings {
  #cards: ReadonlyMap<string, RecordingCard>;
  #values = new Map<string, unknown>();
  #coming = new Map<string, Promise<unknown>>();
  #listeners = new Map<string, Listener[]>();
  /** Of stops, by their files: what is here, or on its way. */
  #turned = new Map<string, unknown>();

  /** @param cards what the page says of them, by the cell's id */
  constructor(cards: Readonly<Record<string, RecordingCard>>) {
    this.#cards = new Map(Object.entries(cards));
  }

  labelOf(cellId: string): RecordingCard["made"] | undefined {
    return this.#cards.get(cellId)?.made;
  }

  stopsOf(cellId: string): readonly StopCard[] {
    return this.#cards.get(cellId)?.stops ?? [];
  }

  read(cellId: string, stop?: KnobStop): unknown {
    const turned = stop && this.stopsOf(cellId).find(({ knob, at }) => knob === stop.knob && at === stop.at);
    if (turned) return this.#readStop(cellId, turned);
    const card = this.#cards.get(cellId);
    if (card === undefined || this.#values.has(cellId)) return this.#values.get(cellId);
    const coming = this.#coming.get(cellId) ?? this.#fetch(cellId, card);
    this.#coming.set(cellId, coming);
    return coming;
  }

  /** The value, where it is here already. */
  present(cellId: string): unknown {
    return this.#values.get(cellId);
  }

  /** Tells of the value when it comes, before anybody else has it; at once where it is here. */
  whenRead(cellId: string, listener: Listener): void {
    if (this.#values.has(cellId)) listener(this.#values.get(cellId));
    else this.#listeners.set(cellId, [...(this.#listeners.get(cellId) ?? []), listener]);
  }

  #readStop(cellId: string, { file, knob, at }: StopCard): unknown {
    const known = this.#turned.get(file);
    if (known !== undefined) return known;
    const coming = fetchJson(file, `The recorded run of ${cellId} with ${knob} = ${at}`).then(
      (value) => {
        vouchWithin(value);
        this.#turned.set(file, value);
        return value;
      },
      (error: unknown) => {
        this.#turned.delete(file);
        throw error;
      },
    );
    this.#turned.set(file, coming);
    return coming;
  }

  async #fetch(cellId: string, { file }: RecordingCard): Promise<unknown> {
    try {
      const value = await fetchJson(file, `The recorded run of ${cellId}`);
      vouchWithin(value);
      this.#values.set(cellId, value);
      for (const listener of this.#listeners.get(cellId) ?? []) listener(value);
      this.#listeners.delete(cellId);
      return value;
    } finally {
      this.#coming.delete(cellId);
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
