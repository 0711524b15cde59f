/** The content box of an element, in CSS pixels. */
export interface ContentSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Tells the content size of an element, at first and whenever it changes. A page that nobody sees is not laid out by
 * itself, and nothing is observed there: it is measured once, so that what computes with a width need not wait.
 * @returns ends it
 */
export function observeSize(element: Element, tell: (size: ContentSize) => void): () => void {
  let isMeasured = false;
  const ended = new AbortController();
  const observer = new ResizeObserver(([entry]) => {
    isMeasured = true;
    tell(entry?.contentRect ?? { width: 0, height: 0 });
  });
  observer.observe(element);
  const measure = (): void => {
    if (document.hidden && !isMeasured && !ended.signal.aborted && element.isConnected) tell(contentSize(element));
  };
  // Whoever asks may have put it into the page by then
  setTimeout(measure);
  document.addEventListener("visibilitychange", measure, { signal: ended.signal });
  return () => {
    ended.abort();
    observer.disconnect();
  };
}

function contentSize(element: Element): ContentSize {
  const { width, height } = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const less = (...sides: readonly ("Left" | "Right" | "Top" | "Bottom")[]): number =>
    sides.reduce((sum, side) => {
      const [padding, border] = [style[`padding${side}`], style[`border${side}Width`]];
      return sum + (parseFloat(padding) || 0) + (parseFloat(border) || 0);
    }, 0);
  return { width: Math.max(0, width - less("Left", "Right")), height: Math.max(0, height - less("Top", "Bottom")) };
}
