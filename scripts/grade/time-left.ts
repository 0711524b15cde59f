/** How long the rest takes, if it goes on as it went. */
export class TimeLeft {
  #sinceMs = performance.now();

  /** Words to stand behind a count: `, 3 min left`; nothing as long as nobody can tell. */
  words(done: number, total: number): string {
    if (done === 0 || done === total) return "";
    const seconds = ((performance.now() - this.#sinceMs) / 1000 / done) * (total - done);
    return seconds < 90 ? `, ${Math.ceil(seconds)} s left` : `, ${Math.round(seconds / 60)} min left`;
  }
}
