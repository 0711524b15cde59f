const marginPx = 12;
const gapPx = 6;

/** The part of a link that the pointer is on, where the link goes over two lines; without a pointer its first part. */
export function anchorOf(link: Element, pointer: { readonly x: number; readonly y: number } | null): DOMRect {
  const parts = [...link.getClientRects()];
  const touched = parts.find(({ left, right, top, bottom }) => {
    return pointer && pointer.x >= left && pointer.x <= right && pointer.y >= top && pointer.y <= bottom;
  });
  return touched ?? parts[0] ?? link.getBoundingClientRect();
}

/**
 * Puts an open card below what it belongs to, or above where there is more room, within the window's width. It stands in
 * the page, not in the window, so that it scrolls along.
 */
export function placeCard(card: HTMLElement, anchor: DOMRect): void {
  const { clientWidth, clientHeight } = document.documentElement;
  card.style.maxHeight = "";
  const { width, height } = card.getBoundingClientRect();
  const room = { above: anchor.top - gapPx - marginPx, below: clientHeight - anchor.bottom - gapPx - marginPx };
  const isBelow = room.below >= height || room.below >= room.above;
  const tall = Math.min(height, Math.max(80, isBelow ? room.below : room.above));
  const left = Math.max(marginPx, Math.min(anchor.left, clientWidth - marginPx - width));
  const top = isBelow ? anchor.bottom + gapPx : anchor.top - gapPx - tall;
  if (tall < height) card.style.maxHeight = `${tall}px`;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}
