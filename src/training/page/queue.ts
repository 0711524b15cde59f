/** Something that waits for its turn. */
export interface QueueEntry {
  /** Called when it is its turn; the turn ends when the promise settles. */
  readonly run: () => Promise<void>;
  /** Told how many are before it, the one at work included; 0: it is its turn. */
  readonly onPlace: (place: number) => void;
}

/** One at a time, first come, first served. */
export class Queue {
  readonly #entries: QueueEntry[] = [];
  #working = false;

  add(entry: QueueEntry): void {
    this.#entries.push(entry);
    entry.onPlace(this.#entries.length - 1);
    if (!this.#working) void this.#work();
  }

  /** Takes out an entry whose turn has not come; returns false if it has. */
  remove(entry: QueueEntry): boolean {
    const place = this.#entries.indexOf(entry);
    if (place <= 0) return false;
    this.#entries.splice(place, 1);
    this.#tellPlaces(place);
    return true;
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let entry = this.#entries[0]; entry !== undefined; entry = this.#entries[0]) {
      await entry.run().catch(() => undefined);
      this.#entries.shift();
      this.#tellPlaces(0);
    }
    this.#working = false;
  }

  /** Those from `first` on have moved up. */
  #tellPlaces(first: number): void {
    for (let place = first; place < this.#entries.length; place++) this.#entries[place]?.onPlace(place);
  }
}
