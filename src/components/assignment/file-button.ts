import { htmlElement } from "../../browser/elements.ts";
import { textButton } from "../site/buttons.ts";

/** A button that lets somebody choose a file. */
export function fileButton(words: string, accept: string, chosen: (file: File) => void): HTMLElement {
  const input = htmlElement("input", { type: "file", accept, hidden: "" });
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    // The same file can be chosen once more.
    input.value = "";
    if (file !== undefined) chosen(file);
  });
  return htmlElement(
    "span",
    "",
    textButton("assignment-button", words, () => input.click()),
    input,
  );
}
