/** Where a browser does not say when a page is idle, as Safari does not, it counts as idle after so long. */
const guessMs = 2000;

/** Calls once, when the page has nothing better to do, however long that takes. */
export function whenIdle(act: () => void): void {
  if (typeof requestIdleCallback === "undefined") setTimeout(act, guessMs);
  else requestIdleCallback(() => act());
}
