import { htmlElement } from "../../browser/elements.ts";
import { anchorOf, placeCard } from "./place-card.ts";

/** A pointer that only passes opens nothing; one that slips off on its way into the card does not close it. */
const [openAfterMs, closeAfterMs] = [250, 200];

/**
 * Cards: a link `<a data-card="ID" href="…">` shows the page's element `#ID`, hidden or elsewhere on the page, beside
 * itself: to a pointer that rests on it, to the keyboard's focus, and to a first tap, when the card also holds the link
 * (in the words of the element's `data-card-follow`). Where the element is in view already, it is lit instead. Without
 * scripts the link leads where it leads.
 */
export function connectHoverCards(document: Document): void {
  if (!("popover" in HTMLElement.prototype)) return;
  for (const link of document.querySelectorAll<HTMLElement>("a[data-card]:not([aria-describedby])"))
    link.setAttribute("aria-describedby", link.dataset["card"] ?? "");
  const cards = new HoverCards(document);
  document.addEventListener("pointerover", (event) => cards.pointerMoved(event));
  document.documentElement.addEventListener("pointerleave", (event) => cards.pointerMoved(event));
  document.addEventListener("pointerdown", (event) => cards.pressed(event));
  document.addEventListener("click", (event) => cards.clicked(event));
  document.addEventListener("focusin", (event) => cards.focusMoved(event));
  document.addEventListener("keydown", ({ key }) => key === "Escape" && cards.close());
  window.addEventListener("resize", () => cards.close());
}

class HoverCards {
  readonly #document: Document;
  readonly #card: HTMLElement;
  /** The link whose card is open, or whose element is lit. */
  #link: HTMLAnchorElement | null = null;
  #lit: HTMLElement | null = null;
  #timer = 0;
  #isTouch = false;

  constructor(document: Document) {
    this.#document = document;
    this.#card = htmlElement("div", "hover-card");
    this.#card.popover = "manual";
    this.#card.setAttribute("role", "note");
    this.#card.setAttribute("data-page-only", "");
    (document.querySelector("main") ?? document.body).append(this.#card);
  }

  pointerMoved(event: PointerEvent): void {
    if (event.pointerType === "touch") return;
    clearTimeout(this.#timer);
    const link = linkOf(event);
    if (link && link !== this.#link) {
      const { x, y } = event;
      this.#timer = window.setTimeout(() => this.#open(link, { x, y }), openAfterMs);
    } else if (!link && !this.#isOurs(event.target) && !this.#hasFocus()) {
      this.#timer = window.setTimeout(() => this.close(), closeAfterMs);
    }
  }

  pressed(event: PointerEvent): void {
    this.#isTouch = event.pointerType === "touch";
    if (!this.#isOurs(event.target)) this.close();
  }

  clicked(event: MouseEvent): void {
    const link = linkOf(event);
    // Somebody else has answered: a note opened in the text.
    const isFirstTap = this.#isTouch && link !== null && link !== this.#link && !event.defaultPrevented;
    if (isFirstTap && this.#open(link, event)) {
      event.preventDefault();
      link.setAttribute("aria-expanded", "true");
    } else if (link || (event.target instanceof Element && event.target.closest("a"))) this.close();
  }

  focusMoved(event: FocusEvent): void {
    const link = linkOf(event);
    if (link?.matches(":focus-visible")) {
      if (link !== this.#link) this.#open(link, null);
    } else if (!this.#isOurs(event.target)) this.close();
  }

  close(): void {
    clearTimeout(this.#timer);
    if (this.#card.contains(this.#document.activeElement)) this.#link?.focus();
    this.#lit?.removeAttribute("data-lit");
    this.#link?.removeAttribute("aria-expanded");
    if (this.#card.matches(":popover-open")) this.#card.hidePopover();
    this.#link = this.#lit = null;
  }

  /** False where the page has nothing to show. */
  #open(link: HTMLAnchorElement, pointer: { readonly x: number; readonly y: number } | null): boolean {
    this.close();
    const content = this.#document.getElementById(link.dataset["card"] ?? "");
    if (!content) return false;
    this.#link = link;
    if (isInView(content)) {
      this.#lit = content;
      content.setAttribute("data-lit", "");
      return true;
    }
    this.#card.replaceChildren(copyOf(content), ...(this.#isTouch ? [followLink(link, content)] : []));
    // Its neighbours are no stops of their own (reference-stops.ts)
    if (pointer === null && link.hasAttribute("aria-keyshortcuts"))
      this.#card.append(htmlElement("p", "hover-card-keys", "← → to the passage’s other references"));
    this.#card.showPopover({ source: link });
    placeCard(this.#card, anchorOf(link, pointer));
    return true;
  }

  #hasFocus(): boolean {
    return this.#card.contains(this.#document.activeElement) || (this.#link?.matches(":focus-visible") ?? false);
  }

  #isOurs(target: EventTarget | null): boolean {
    return target instanceof Node && (this.#card.contains(target) || (this.#link?.contains(target) ?? false));
  }
}

function linkOf({ target }: Event): HTMLAnchorElement | null {
  return target instanceof Element ? target.closest<HTMLAnchorElement>("a[data-card]") : null;
}

function isInView(content: HTMLElement): boolean {
  const { top, bottom } = content.getBoundingClientRect();
  return content.checkVisibility() && top >= 0 && bottom <= document.documentElement.clientHeight;
}

/** Shown also where the original is hidden, and without its ids, which a page has once. */
function copyOf(content: HTMLElement): HTMLElement {
  const copy = content.cloneNode(true) as HTMLElement;
  for (const name of ["hidden", "role", "data-lit"]) copy.removeAttribute(name);
  for (const each of [copy, ...copy.querySelectorAll("[id]")]) each.removeAttribute("id");
  // In the card each link is a stop of its own
  for (const link of copy.querySelectorAll("[tabindex]")) link.removeAttribute("tabindex");
  return copy;
}

/** A tap that only opened the card has not followed the link yet. */
function followLink(link: HTMLAnchorElement, content: HTMLElement): HTMLElement {
  const follow = htmlElement("a", "hover-card-follow", content.dataset["cardFollow"] ?? "Go there");
  follow.href = link.href;
  return follow;
}
