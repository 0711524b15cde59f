/** What a turn gives: its work has been issued, its answer may still be on the way. */
export interface Issued<T> {
  readonly result: Promise<T>;
}

/** Work on one device: issued in the order of the calls, and answered in that order too. */
export class Turns {
  #issued: Promise<unknown> = Promise.resolve();
  #answered: Promise<unknown> = Promise.resolve();

  /**
   * Issues work once everything before it is issued. What is read back is not waited for by the next turn, but no
   * answer overtakes an earlier one: whoever polls with more patience would hear of his loss after that of the next
   * update.
   */
  async take<T>(issue: () => Promise<Issued<T>>): Promise<T> {
    const issued = this.#issued.then(issue);
    this.#issued = issued.catch(() => undefined);
    const answer = issued.then(({ result }) => result);
    const earlier = this.#answered;
    this.#answered = Promise.allSettled([earlier, answer]);
    await earlier;
    return answer;
  }
}
