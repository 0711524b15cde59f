import { htmlElement } from "../../browser/elements.ts";
import { declare, options, parameter } from "../../core/declare.ts";
import { text } from "../../core/kinds.ts";
import { optional, withDefault } from "../../core/options.ts";
import { downloadFile, safeFileName } from "../../export/download.ts";
import { highlightPython } from "../../export/highlight-python.ts";
import { escapeHtml } from "../../core/escape-html.ts";
import { highlightSource } from "../../notebook/highlight.ts";

const sourceOptions = {
  language: withDefault(text, "python", '"python" and "js" are coloured; code in another language is shown as it is.'),
  name: optional(text, "The file's name, with its ending.", '"program.py", or "program.txt" in another language'),
};

export const sourceCode = declare(
  {
    name: "sourceCode",
    help: "Code to read, with a button that copies it and one that saves it as a file.",
    parameters: [parameter("text", text, "The code."), options(sourceOptions)],
    returns: ["HTMLElement", '<figure class="source-code">'],
    example: 'sourceCode("x = relu(x + residual(x))", {name: "block.py"})',
  },
  (shown, { language, name: asked }) => {
    const name = safeFileName(asked ?? (language === "python" ? "program.py" : "program.txt"));
    const code = htmlElement("code", { class: "source-code-text" });
    code.innerHTML = highlight(shown, language);
    const pre = htmlElement("pre", { tabindex: 0, "aria-label": name }, code);
    const said = htmlElement("span", { class: "source-code-said", role: "status" });
    const copy = fileButton("Copy", `Copy ${name}`, () => void copyText(shown, pre, said));
    const save = fileButton("Download", `Download ${name}`, () => {
      downloadFile(new Blob([shown], { type: "text/plain;charset=utf-8" }), name);
    });
    const title = htmlElement("span", { class: "source-code-name" }, name);
    const head = htmlElement("figcaption", {}, title, said, copy, save);
    return htmlElement("figure", { class: "source-code" }, head, pre);
  },
);

/** A button in the looks of those that take files. */
export function fileButton(text: string, label: string, onClick: () => void): HTMLButtonElement {
  const button = htmlElement("button", { type: "button", class: "file-button", "aria-label": label }, text);
  button.addEventListener("click", onClick);
  return button;
}

function highlight(shown: string, language: string): string {
  if (language === "python") return highlightPython(shown);
  return language === "js" ? highlightSource(shown, language) : escapeHtml(shown);
}

/** Where the clipboard is out of reach, the text is marked, so that one key stroke copies it. */
async function copyText(code: string, shown: HTMLElement, said: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(code);
    said.textContent = "Copied";
  } catch {
    shown.focus();
    document.getSelection()?.selectAllChildren(shown);
    said.textContent = "Marked: copy it with your keyboard";
  }
}
