/**
 * Lets one side pause what another side does, and go on with it, as often as it likes; as an AbortSignal does for its
 * end. An event "change" tells of every change.
 */
export class PauseSwitch extends EventTarget {
  #paused = false;

  get paused(): boolean {
    return this.#paused;
  }

  set paused(paused: boolean) {
    if (paused === this.#paused) return;
    this.#paused = paused;
    this.dispatchEvent(new Event("change"));
  }
}
