/** Blocks that scroll sideways where the screen is too narrow for them. */
const scrollers = ".equation, .prose > table, pre.static, .seen-scroller";

/** Lets a keyboard reach what has to be scrolled, and only that: a stop that does nothing is in the way. */
export function connectScrollers(document: Document): void {
  const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => update(target as HTMLElement)));
  for (const element of document.querySelectorAll<HTMLElement>(scrollers)) observer.observe(element);
}

function update(element: HTMLElement): void {
  if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  else element.removeAttribute("tabindex");
}
