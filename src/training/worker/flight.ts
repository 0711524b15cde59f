/** Updates longer than this are asked for one at a time: a frame of the page would wait for two of them. */
const longUpdateMs = 20;
/** Short ones come in pairs, so that the device has work while the loss of the first is read. */
const mostInFlight = 2;

/** Updates that were asked for and have not answered yet, over all runs of a training. */
export class Flight {
  readonly #updates: Promise<void>[] = [];
  #landedMs = 0;
  #updateMs = longUpdateMs;

  /** Puts an update on its way, and waits until there is room for the next. */
  async add(update: Promise<void>, overlaps: boolean): Promise<void> {
    // Whether it fails is asked when it lands; until then no rejection is unhandled.
    update.catch(() => undefined);
    if (this.#updates.length === 0) this.#landedMs = performance.now();
    this.#updates.push(update);
    const room = overlaps && this.#updateMs < longUpdateMs ? mostInFlight : 1;
    while (this.#updates.length >= room) await this.#landOne();
  }

  /** Waits until every update has answered. */
  async land(): Promise<void> {
    while (this.#updates.length > 0) await this.#landOne();
  }

  /** They will never answer. */
  forget(): void {
    this.#updates.length = 0;
  }

  async #landOne(): Promise<void> {
    await this.#updates.shift();
    const nowMs = performance.now();
    // The mean of about the last ten: one slow update does not change the pace.
    this.#updateMs += (nowMs - this.#landedMs - this.#updateMs) / 10;
    this.#landedMs = nowMs;
  }
}
