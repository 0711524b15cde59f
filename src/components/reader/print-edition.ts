import { htmlElement } from "../../browser/elements.ts";
import type { Notebook } from "../../host/notebook.ts";

/**
 * The print edition has no code, unless the reader asks for it: by a button of the chapter's menu, or by `?print=code`
 * in the address. Then the cells' present code is an appendix, which is there only while the page is printed.
 */
export function connectPrintEdition(notebook: Notebook): void {
  let isWithCode = new URLSearchParams(location.search).get("print") === "code";
  const stands = isWithCode;
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print-edition]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const menu = button.closest("details");
      if (menu) menu.open = false;
      isWithCode = button.dataset["printEdition"] === "code";
      print();
      isWithCode = stands;
    });
  }
  addEventListener("beforeprint", () => {
    document.querySelector(".print-code")?.remove();
    if (isWithCode) document.querySelector("article")?.append(codeAppendix(notebook));
  });
  addEventListener("afterprint", () => document.querySelector(".print-code")?.remove());
}

/** The code of all cells that stand in the text, in its order; sentences with numbers have theirs in place. */
function codeAppendix(notebook: Notebook): HTMLElement {
  const ids = Array.from(document.querySelectorAll<HTMLElement>("article notebook-cell[data-cell]"), ({ dataset }) => {
    return dataset["cell"] ?? "";
  });
  const known = ids.filter((id) => notebook.cells.includes(id));
  const entries = known.map((id) => {
    const { source, edited } = notebook.view(id);
    return htmlElement(
      "li",
      {},
      htmlElement("p", {}, edited ? `${id}, edited` : id),
      htmlElement("pre", {}, htmlElement("code", {}, source.trim())),
    );
  });
  return htmlElement(
    "section",
    "print-code",
    htmlElement("h2", {}, "The code of this chapter"),
    htmlElement("ol", {}, ...entries),
  );
}
