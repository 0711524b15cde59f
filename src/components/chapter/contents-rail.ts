/** Share of the screen's height, from the top, at which a section becomes the one being read. */
const readingLine = 0.25;

/** Marks the link to the section that is being read with `aria-current`, as the reader scrolls. */
export function followSections(document: Document): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("[data-contents] a")];
  const sections = links.flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading ? [{ link, heading }] : [];
  });
  const box = document.querySelector<HTMLElement>("[data-short-path] input");
  const stops = box ? [box, ...links] : links;
  enterOnce(stops, links[0]);
  connectShortPath(document);
  let waiting = false;
  const mark = () => {
    waiting = false;
    const current = sections.findLast(({ heading }) => heading.getBoundingClientRect().top < innerHeight * readingLine);
    for (const { link } of sections) {
      if (link === current?.link) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (!stops.includes(document.activeElement as HTMLElement)) beEntered(stops, current?.link ?? links[0]);
    tellMinutes(document, links, current?.link ?? null);
    if (current) keepInView(current.link);
  };
  const schedule = () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  };
  addEventListener("scroll", schedule, { passive: true });
  addEventListener("resize", schedule, { passive: true });
  schedule();
}

/** A rail that is longer than the screen scrolls along. Only the rail moves, never the page. */
function keepInView(link: HTMLAnchorElement): void {
  const rail = link.closest<HTMLElement>("[data-contents] > div");
  if (!rail || rail.scrollHeight <= rail.clientHeight) return;
  const place = link.getBoundingClientRect().top - rail.getBoundingClientRect().top;
  if (place < 40 || place > rail.clientHeight - 60) rail.scrollTop += place - rail.clientHeight / 2;
}

/**
 * The rail is one stop for the keyboard: the section that is being read. Arrows, Home and End move within it, and to the
 * short path's box above the sections.
 */
function enterOnce(links: readonly HTMLElement[], entry: HTMLElement | undefined): void {
  beEntered(links, entry);
  const keys: Readonly<Record<string, (at: number) => number>> = {
    ArrowDown: (at) => at + 1,
    ArrowUp: (at) => at - 1,
    Home: () => 0,
    End: () => links.length - 1,
  };
  for (const [at, link] of links.entries()) {
    link.setAttribute("aria-keyshortcuts", "ArrowUp ArrowDown Home End");
    link.addEventListener("keydown", (event) => {
      const next = links[keys[event.key]?.(at) ?? -1];
      if (!next) return;
      event.preventDefault();
      beEntered(links, next);
      next.focus();
    });
  }
}

function beEntered(links: readonly HTMLElement[], entry: HTMLElement | undefined): void {
  for (const link of links) link.tabIndex = link === entry ? 0 : -1;
}

/** Minutes of the sections from the one that is being read on; of the short path where that is taken. */
function tellMinutes(document: Document, links: readonly HTMLAnchorElement[], current: HTMLAnchorElement | null): void {
  const place = document.querySelector<HTMLElement>("[data-minutes-left]");
  if (!place) return;
  const isTaken = ({ parentElement }: HTMLAnchorElement) =>
    !parentElement?.classList.contains("aside") || place.closest(".is-short") === null;
  const ahead = links.slice(current ? links.indexOf(current) : 0).filter(isTaken);
  const left = ahead.reduce((sum, { dataset }) => sum + Number(dataset["minutes"] ?? 0), 0);
  const words = `about ${Math.max(1, Math.round(left))} min left`;
  place.hidden = false;
  if (place.textContent !== words) place.textContent = words;
}

function connectShortPath(document: Document): void {
  const label = document.querySelector<HTMLElement>("[data-short-path]");
  const box = label?.querySelector("input");
  if (!label || !box) return;
  label.hidden = false;
  box.addEventListener("change", () => {
    label.closest("[data-contents]")?.classList.toggle("is-short", box.checked);
    dispatchEvent(new Event("resize"));
  });
}
