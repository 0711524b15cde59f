import { htmlElement } from "../../browser/elements.ts";
import { checkOptionNames, show } from "../../core/check-value.ts";
import { refuse } from "../../core/errors.ts";
import { downloadFile, safeFileName } from "../../export/download.ts";
import { highlightPython } from "../../export/highlight-python.ts";
import { escapeHtml } from "../../core/escape-html.ts";
import { highlightSource } from "../../notebook/highlight.ts";

export interface SourceCodeOptions {
  /** "python" (the default) and "js" are coloured; anything else is shown as it is. */
  readonly language?: string;
  /** The file's name, with its ending. */
  readonly name?: string;
}

/**
 * `<figure class="source-code">`: code to read, with a button that copies it and one that saves it as a file.
 * @throws CourseError if there is no text to show
 */
export function sourceCode(text: string, options: SourceCodeOptions = {}): HTMLElement {
  const where = "sourceCode";
  checkOptionNames(where, options, ["language", "name"]);
  if (typeof text !== "string") throw refuse(where, `expected code as text, got ${show(text)}`, "Try toPyTorch(net).");
  const { language = "python" } = options;
  const name = safeFileName(options.name ?? (language === "python" ? "program.py" : "program.txt"));
  const code = htmlElement("code", { class: "source-code-text" });
  code.innerHTML = highlight(text, language);
  const pre = htmlElement("pre", { tabindex: 0, "aria-label": name }, code);
  const said = htmlElement("span", { class: "source-code-said", role: "status" });
  const copy = fileButton("Copy", `Copy ${name}`, () => void copyText(text, pre, said));
  const save = fileButton("Download", `Download ${name}`, () => {
    downloadFile(new Blob([text], { type: "text/plain;charset=utf-8" }), name);
  });
  const head = htmlElement(
    "figcaption",
    {},
    htmlElement("span", { class: "source-code-name" }, name),
    said,
    copy,
    save,
  );
  return htmlElement("figure", { class: "source-code" }, head, pre);
}

/** A button in the looks of those that take files. */
export function fileButton(text: string, label: string, onClick: () => void): HTMLButtonElement {
  const button = htmlElement("button", { type: "button", class: "file-button", "aria-label": label }, text);
  button.addEventListener("click", onClick);
  return button;
}

function highlight(text: string, language: string): string {
  if (language === "python") return highlightPython(text);
  return language === "js" ? highlightSource(text, language) : escapeHtml(text);
}

/** Where the clipboard is out of reach, the text is marked, so that one key stroke copies it. */
async function copyText(text: string, shown: HTMLElement, said: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = "Copied";
  } catch {
    shown.focus();
    document.getSelection()?.selectAllChildren(shown);
    said.textContent = "Marked: copy it with your keyboard";
  }
}
