import { htmlElement } from "../../browser/elements.ts";
import { chosenFiles, droppedFiles } from "./dropped-files.ts";

export interface FileDropOptions {
  /** What the zone is for, to those who do not see it. */
  readonly label: string;
  /** Of the buttons that open the browser's dialogues, for files and for a folder. */
  readonly button: string;
  readonly folderButton: string;
  readonly onFiles: (files: Promise<readonly File[]>) => void;
}

/**
 * A place to drop files and folders on, with buttons that open the browser's own dialogues, for keyboards and small
 * screens. Any file can be chosen: what it holds is looked at later, and names say little.
 */
export function createFileDrop(
  { label, button, folderButton, onFiles }: FileDropOptions,
  ...text: readonly (Node | string)[]
): HTMLElement {
  const zone = htmlElement("div", { class: "file-drop", role: "group", "aria-label": label }, ...text);
  const take = (files: readonly File[]) => files.length > 0 && onFiles(Promise.resolve(files));
  zone.append(...chooser({ multiple: "" }, label, button, take));
  zone.append(...chooser({ webkitdirectory: "" }, `Folder: ${label}`, folderButton, take));
  const mark = (isOver: boolean) => zone.classList.toggle("over", isOver);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  zone.addEventListener("dragleave", () => mark(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    onFiles(droppedFiles(event.dataTransfer));
  });
  return zone;
}

function chooser(
  attributes: Readonly<Record<string, string>>,
  label: string,
  words: string,
  take: (files: readonly File[]) => void,
): readonly [HTMLElement, HTMLElement] {
  const input = htmlElement("input", { type: "file", ...attributes, hidden: "", "aria-label": label });
  input.addEventListener("change", () => {
    const files = chosenFiles(input.files);
    // The same files can be chosen once more after an error.
    input.value = "";
    take(files);
  });
  const open = htmlElement("button", { type: "button", class: "file-button" }, words);
  open.addEventListener("click", () => input.click());
  return [open, input];
}
