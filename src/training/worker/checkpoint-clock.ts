/** Often enough that little is lost, … */
const everyMs = 4000;
/** … and so seldom that taking them costs a fiftieth of the time. */
const share = 1 / 50;

/** Tells when the next checkpoint is due. */
export class CheckpointClock {
  #takenMs = 0;
  #costMs = 0;

  /** The time until the first one begins. */
  start(): void {
    this.#takenMs = performance.now();
  }

  get isDue(): boolean {
    return performance.now() - this.#takenMs >= Math.max(everyMs, this.#costMs / share);
  }

  /** Takes one. */
  async measure(take: () => Promise<void>): Promise<void> {
    const startMs = performance.now();
    await take();
    this.#takenMs = performance.now();
    this.#costMs = this.#takenMs - startMs;
  }
}
