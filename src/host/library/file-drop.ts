import { htmlElement } from "../../browser/elements.ts";

export interface FileDropOptions {
  /** What the zone is for, to those who do not see it. */
  readonly label: string;
  readonly button: string;
  /** Endings, as for a file input: ".gz,.bin". */
  readonly accept: string;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A place to drop files on, with a button that opens the browser's own dialogue, for keyboards and small screens. */
export function createFileDrop(
  { label, button, accept, onFiles }: FileDropOptions,
  ...text: readonly (Node | string)[]
): HTMLElement {
  const input = htmlElement("input", { type: "file", multiple: "", accept, hidden: "", "aria-label": label });
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    // The same files can be chosen once more after an error.
    input.value = "";
    if (files.length > 0) onFiles(files);
  });
  const open = htmlElement("button", { type: "button", class: "file-button" }, button);
  open.addEventListener("click", () => input.click());
  const zone = htmlElement("div", { class: "file-drop", role: "group", "aria-label": label }, ...text, open, input);
  const mark = (isOver: boolean) => zone.classList.toggle("over", isOver);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  zone.addEventListener("dragleave", () => mark(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) onFiles(files);
  });
  return zone;
}
