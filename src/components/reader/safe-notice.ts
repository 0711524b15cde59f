import type { Notebook } from "../../host/notebook.ts";
import { htmlElement } from "../../browser/elements.ts";
import { linkToCell } from "../cell/link-to-cell.ts";

/**
 * Says on top of a page that was opened without running anything why that is so, and lets the reader run it.
 * @param lost cells that were running when the page was lost the last time
 */
export function showSafeNotice(notebook: Notebook, lost: readonly string[]): HTMLElement {
  const words = lost.length > 0 ? describeLoss(lost) : ["This page was opened without running its cells."];
  const more = "Nothing runs until you ask for it, and your edits are kept: Run starts one cell with what it needs.";
  const button = htmlElement("button", "cell-button safe-notice-run", "Run everything");
  button.type = "button";
  const root = htmlElement("section", "safe-notice", htmlElement("p", "", ...words, " ", more), button);
  root.setAttribute("aria-label", "Opened without running");
  button.addEventListener("click", () => {
    void notebook.release();
    root.remove();
    document.querySelector<HTMLElement>("main")?.focus();
  });
  (document.querySelector(".prose") ?? document.querySelector("main"))?.prepend(root);
  return root;
}

/** The last one to start comes first: it is the likeliest to have held up the page. */
function describeLoss(lost: readonly string[]): (string | Node)[] {
  const cells = lost.toReversed().slice(0, 3);
  const links = cells.flatMap((id, at) => [at === 0 ? "" : at === cells.length - 1 ? " or " : ", ", linkToCell(id)]);
  return [`The last time, this page did not come back from cell${cells.length > 1 ? "s" : ""} `, ...links, "."];
}
