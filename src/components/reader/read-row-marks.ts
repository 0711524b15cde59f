import type { RowMark } from "../../export/reader-chapter.ts";

/** The marks of a page's prose, in their order. */
export function readRowMarks(root: ParentNode): RowMark[] {
  return [...root.querySelectorAll<HTMLElement>(".row-mark[data-marks]")].map((mark) => {
    const items = [...mark.querySelectorAll(".row-item")].map((item) =>
      [...item.querySelectorAll(".row-kind, .row-detail")].map(({ textContent }) => textContent).join(": "),
    );
    const url = mark.querySelector<HTMLAnchorElement>(".row-about")?.href ?? "";
    return { rows: mark.dataset["marks"] ?? "", words: items.join("; "), url };
  });
}
