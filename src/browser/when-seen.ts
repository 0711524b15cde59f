const waiting = new WeakMap<Element, () => void>();

/** One for all: a chapter has hundreds of elements that wait. */
let observer: IntersectionObserver | null = null;

/** Calls once, when the element is in the window for the first time. What is not displayed is not. */
export function whenSeen(element: Element, act: () => void): void {
  waiting.set(element, act);
  observer ??= new IntersectionObserver(look, { rootMargin: "50% 0px" });
  observer.observe(element);
}

function look(entries: readonly IntersectionObserverEntry[]): void {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    observer?.unobserve(target);
    waiting.get(target)?.();
    waiting.delete(target);
  }
}
