import { measureAsShown, type ContentSize } from "./measure-as-shown.ts";

/**
 * Tells the content size of an element, at first and whenever it changes. Nothing is observed of what is hidden, nor in
 * a page that nobody sees: there it is measured once, as it would be shown, so that what is drawn to a width need not
 * wait for that. Shown later with another size, it is told again.
 * @returns ends it
 */
export function observeSize(element: Element, tell: (size: ContentSize) => void): () => void {
  let isMeasured = false;
  const ended = new AbortController();
  const isUnseen = (): boolean =>
    !isMeasured && !ended.signal.aborted && element.isConnected && (document.hidden || !element.checkVisibility());
  const measure = (): void => measureAsShown(element, { isWanted: isUnseen, tell });
  const observer = new ResizeObserver(([entry]) => {
    const { width, height } = entry?.contentRect ?? { width: 0, height: 0 };
    // Browsers tell of what is hidden too, that it has no size
    if (width === 0 && height === 0 && !isMeasured) return measure();
    isMeasured = true;
    tell({ width, height });
  });
  observer.observe(element);
  measure();
  document.addEventListener("visibilitychange", measure, { signal: ended.signal });
  return () => {
    ended.abort();
    observer.disconnect();
  };
}
