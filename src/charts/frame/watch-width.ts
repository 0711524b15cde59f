import { pixelsPerUnit } from "./text-scale.ts";

const callbacks = new WeakMap<Element, (width: number) => void>();
let observer: ResizeObserver | null = null;

/**
 * Calls back whenever the element's width, in units of sixteen to the rem, differs from the last known one. Watching ends when the element leaves the
 * page. Where the environment knows no layout nothing is watched.
 */
export function watchWidth(element: Element, known: number, changed: (width: number) => void): void {
  if (typeof ResizeObserver === "undefined") return;
  let last = known;
  callbacks.set(element, (width) => {
    if (width === 0 || width === last) return;
    last = width;
    changed(width);
  });
  observer ??= new ResizeObserver((entries) => entries.forEach(report));
  observer.observe(element);
}

/** An element that is not on the page yet has no size to report; one that reports without being there was removed. */
function report({ target, contentRect }: ResizeObserverEntry): void {
  if (target.isConnected) callbacks.get(target)?.(Math.round(contentRect.width / pixelsPerUnit()));
  else observer?.unobserve(target);
}
