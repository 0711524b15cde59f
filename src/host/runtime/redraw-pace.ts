/** How far beyond the edges of the window a cell still counts as in view, so that scrolling meets no old picture. */
const margin = "50% 0px";
/** Unless a training goes on, what is out of view waits no longer for the page to be idle. */
const latestMs = 500;

/**
 * Decides when a cell that only draws may draw a training: at once while it is in view; else when it comes into view, or
 * when the page has nothing better to do and the training does not go on. Drawing every figure of a chapter at each
 * snapshot would hold up the frames of the page, and at each turn of a knob what the reader looks at. Whatever else a
 * cell shows or does follows every value.
 */
export class RedrawPace {
  #isInView = true;
  #cameIntoView: (() => void) | null = null;
  #observer: IntersectionObserver | null = null;

  /** @param root the cell's output */
  constructor(root: Element) {
    if (typeof IntersectionObserver === "undefined") return;
    this.#observer = new IntersectionObserver((entries) => this.#moved(entries), { rootMargin: margin });
    this.#observer.observe(root);
  }

  /**
   * @param values what the cell is about to draw
   * @param signal aborted when there is something newer to draw
   * @returns null to draw now, or a promise of the moment to draw
   */
  hold(values: Iterable<unknown>, signal: AbortSignal): Promise<void> | null {
    const statuses = [...values].flatMap(statusOf);
    if (this.#isInView || statuses.length === 0) return null;
    const isLive = statuses.includes("running");
    return new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
      this.#cameIntoView = resolve;
      if (!isLive) whenIdle(resolve);
    });
  }

  dispose(): void {
    this.#observer?.disconnect();
  }

  #moved(entries: readonly IntersectionObserverEntry[]): void {
    this.#isInView = entries.at(-1)?.isIntersecting ?? true;
    if (!this.#isInView) return;
    this.#cameIntoView?.();
    this.#cameIntoView = null;
  }
}

/** Of what `train` yields, or of the recording of it; "running" until its last snapshot. */
function statusOf(value: unknown): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  try {
    return "runs" in value && "status" in value ? [value.status] : [];
  } catch {
    return [];
  }
}

/** Safari has no requestIdleCallback, and a page that nobody sees is never idle: a timer comes in any case. */
function whenIdle(callback: () => void): void {
  const latest = setTimeout(callback, typeof requestIdleCallback === "undefined" ? 0 : latestMs);
  if (typeof requestIdleCallback === "undefined") return;
  const called = (): void => {
    clearTimeout(latest);
    callback();
  };
  requestIdleCallback(called, { timeout: latestMs });
}
