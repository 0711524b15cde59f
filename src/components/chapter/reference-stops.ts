/** What one looks something up by: terms, notes and the links in them, what a sentence rests on. */
const references = "a.term, .sidenote-ref a, .sidenote a, .row-mark a";
/** What is hidden or shown as a whole has a stop of its own; a box also ends the passage above it. */
const wholes = ".experiment, [data-exercise], details, [data-after]";

/**
 * A passage's references are one stop for the keyboard: ← and → go on among them, Tab goes on to the next thing to do.
 * A passage is what stands between two experiments or exercises, or within one.
 */
export function connectReferenceStops(document: Document): void {
  const passages = findPassages(document).filter((links) => links.length > 1);
  const passageOf = new Map(passages.flatMap((links) => links.map((link) => [link, links] as const)));
  for (const link of passageOf.keys()) link.setAttribute("aria-keyshortcuts", "ArrowLeft ArrowRight");
  const enter = () => {
    for (const links of passages) if (!links.includes(document.activeElement as HTMLElement)) beEntered(links);
  };
  enter();
  // Notes that stand in the gutter are folded on narrow screens.
  addEventListener("resize", enter);
  document.addEventListener("focusin", ({ target }) => {
    const links = passageOf.get(target as HTMLElement);
    if (links) beEntered(links, target as HTMLElement);
  });
  document.addEventListener("keydown", (event) => {
    const links = passageOf.get(event.target as HTMLElement);
    const next = links && !isChord(event) ? neighbour(links, event) : undefined;
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

/** In the order of the page. */
function findPassages(document: Document): HTMLElement[][] {
  const passages = new Map<Element | number, HTMLElement[]>();
  let boxes = 0;
  for (const element of document.querySelectorAll<HTMLElement>(
    `.prose :is(${references}, .experiment, [data-exercise])`,
  )) {
    if (!element.matches(references)) {
      boxes++;
      continue;
    }
    const passage = element.closest(wholes) ?? boxes;
    passages.set(passage, [...(passages.get(passage) ?? []), element]);
  }
  return [...passages.values()];
}

/** @param entry absent: the first that can be seen */
function beEntered(links: readonly HTMLElement[], entry = links.find(isSeen) ?? links[0]): void {
  for (const link of links) link.tabIndex = link === entry ? 0 : -1;
}

function neighbour(links: readonly HTMLElement[], { key, target }: KeyboardEvent): HTMLElement | undefined {
  const at = links.indexOf(target as HTMLElement);
  if (key === "ArrowRight") return links.slice(at + 1).find(isSeen);
  return key === "ArrowLeft" ? links.slice(0, at).findLast(isSeen) : undefined;
}

function isChord({ ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return ctrlKey || altKey || metaKey || shiftKey;
}

/** A closed note on a narrow screen, or a folded one, is not. */
function isSeen(link: HTMLElement): boolean {
  return link.checkVisibility();
}
