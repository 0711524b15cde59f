import { htmlElement } from "../browser/elements.ts";
import { highlightSource } from "../notebook/highlight.ts";
import type { ReaderCell } from "./reader-chapter.ts";

const changeWords = { added: "Added by the reader", edited: "Edited by the reader" } as const;

/**
 * Turns the cell of a copied page into its output, how its run went, and its code: in full, behind a disclosure where the
 * page folds it. Controls and states go.
 */
export function settleCell(element: Element, { id, source, mode, code, change, note }: ReaderCell): void {
  const parts: Element[] = [...element.querySelectorAll(".cell-output")].slice(0, 1);
  const notes = [change === null ? "" : changeWords[change], note ?? ""].filter((text) => text !== "").join(" · ");
  if (notes !== "") parts.unshift(htmlElement("p", "cell-export-note", notes));
  const text = htmlElement("code", "");
  text.innerHTML = highlightSource(source, mode);
  const pre = htmlElement("pre", "cell-source", text);
  const isFolded = code !== "shown" && change === null;
  parts.push(isFolded ? htmlElement("details", "cell-export-code", htmlElement("summary", "", "Code"), pre) : pre);
  for (const { name } of [...element.attributes]) if (name !== "id") element.removeAttribute(name);
  element.setAttribute("data-cell", id);
  element.replaceChildren(...parts);
}

/** What a copy needs besides the page's own styles. */
export const standaloneStyles = `
.export-note { grid-column: text; margin: 24px 0 0; padding: 12px 16px; border: 1px solid var(--rule); border-radius: 4px; color: var(--muted); font: 400 0.875rem/1.5 var(--font-ui); }
.cell-export-note { margin: 0 0 4px; color: var(--muted); font-size: 13px; }
.cell-export-code summary { min-height: 24px; color: var(--muted); font-size: 13px; cursor: pointer; }
notebook-cell { margin-inline-start: 0; padding-inline-start: 0; border: 0; }
notebook-cell .cell-source { padding-block: 10px; cursor: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
notebook-cell .cell-output { opacity: 1; }
`;
