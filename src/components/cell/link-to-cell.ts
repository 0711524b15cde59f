import { htmlElement } from "../../browser/elements.ts";

/** A link to a cell of the page. Following it moves the focus there, and unfolds what the cell is hidden in. */
export function linkToCell(cellId: string): HTMLAnchorElement {
  const link = htmlElement("a", "cell-reference", cellId);
  link.href = `#cell-${cellId}`;
  link.addEventListener("click", (event) => {
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!isPlain || !focusCell(cellId)) return;
    event.preventDefault();
    history.pushState(null, "", link.hash);
  });
  return link;
}

/** @returns false if the page does not show the cell */
function focusCell(cellId: string): boolean {
  const cell = document.getElementById(`cell-${cellId}`);
  if (!cell) return false;
  for (let outer = cell.closest("details"); outer; outer = outer.parentElement?.closest("details") ?? null)
    outer.open = true;
  if (!cell.hasAttribute("tabindex")) cell.tabIndex = -1;
  cell.dispatchEvent(new Event("cell-linked"));
  cell.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest" });
  return true;
}
