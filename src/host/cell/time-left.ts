/** A new estimate is shown only when it differs from the one that counts down by more than this part, or by two seconds. */
const tolerance = 0.15;
const toleranceMs = 2000;
/** Before that the first steps say little: engines still compile. */
const patienceMs = 2000;

/**
 * Estimates how long a run that counts its steps will take in all. The estimate stands still, so that what is left counts
 * down evenly, until the run turns out to be clearly faster or slower. All times exclude pauses.
 */
export class TimeLeft {
  #first: { readonly done: number; readonly atMs: number } | null = null;
  #last = { done: 0, atMs: 0 };
  /** Steps and the time that they took, the older the less. */
  #recent = { steps: 0, ms: 0 };
  #expectedMs: number | null = null;

  /**
   * @param atMs time since the run began
   * @returns when it will end, counted from its beginning; null while nothing can be said
   */
  observe(done: number, total: number, atMs: number): number | null {
    if (this.#first === null || done < this.#last.done) {
      this.#first = { done, atMs };
      this.#last = this.#first;
      this.#recent = { steps: 0, ms: 0 };
      this.#expectedMs = null;
      return null;
    }
    this.#measure(done, atMs);
    const { steps, ms } = this.#recent;
    if (atMs - this.#first.atMs < patienceMs || steps === 0) return this.#expectedMs;
    const fresh = atMs + (Math.max(0, total - done) * ms) / steps;
    const shown = this.#expectedMs;
    const allowed = Math.max(toleranceMs, tolerance * Math.max(0, fresh - atMs));
    if (shown === null || Math.abs(fresh - shown) > allowed) this.#expectedMs = fresh;
    return this.#expectedMs;
  }

  /** Recent steps count more, the more so the longer the run: over about a third of it. */
  #measure(done: number, atMs: number): void {
    const steps = done - this.#last.done;
    const passedMs = atMs - this.#last.atMs;
    if (steps <= 0 || passedMs <= 0) return;
    const windowMs = Math.max(3000, (atMs - (this.#first?.atMs ?? 0)) / 3);
    const kept = Math.exp(-passedMs / windowMs);
    this.#recent = { steps: kept * this.#recent.steps + steps, ms: kept * this.#recent.ms + passedMs };
    this.#last = { done, atMs };
  }
}
