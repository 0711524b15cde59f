/** Below this width there is no gutter, and numbered notes open in the text (sidenotes.css has the same number). */
const gutterFrom = "(width >= 48rem)";

/**
 * On narrow screens a tap on a note's number opens and closes the note in place, instead of jumping to it. A number that
 * stands a second time is far from its note, and has it as a card only.
 */
export function connectSidenotes(document: Document): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".sidenote-ref a:not([id*='-'])")) {
    const note = document.getElementById(link.hash.slice(1));
    if (note) link.addEventListener("click", (event) => toggle(event, link, note));
  }
}

function toggle(event: MouseEvent, link: HTMLAnchorElement, note: HTMLElement): void {
  if (matchMedia(gutterFrom).matches) return;
  event.preventDefault();
  const isOpen = note.toggleAttribute("data-open");
  link.setAttribute("aria-expanded", String(isOpen));
}
