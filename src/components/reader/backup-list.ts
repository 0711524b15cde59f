import type { EditBackup, EditBackups } from "../../editor/edit-backups.ts";
import { htmlElement } from "../../browser/elements.ts";
import { textButton } from "../site/buttons.ts";
import { countCells, describeEdits } from "./reader-words.ts";

/** Edits that were put aside, each with a button that brings them back. */
export function renderBackups(backups: EditBackups, bringBack: (backup: EditBackup) => void): HTMLElement | null {
  const { list } = backups;
  if (list.length === 0) return null;
  const items = list.map((backup) => {
    const when = new Date(backup.savedAt).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
    const words = `Before ${backup.before}, ${when}: ${describeBackup(backup)}. `;
    const button = textButton("cell-link-button", "Bring back", () => bringBack(backup));
    button.setAttribute("aria-label", `Bring back the edits from before ${backup.before}, ${when}`);
    return htmlElement("li", "", words, button);
  });
  return htmlElement(
    "details",
    "chapter-backups",
    htmlElement("summary", "", `Edits put aside (${list.length})`),
    htmlElement("ul", "", ...items),
  );
}

/** Answers and settings are put aside together, without a word of which is which. */
function describeBackup({ edits, answers }: EditBackup): string {
  const inputs = answers.size === 0 ? "" : `inputs of ${countCells(answers.size)}`;
  return [describeEdits(edits), inputs].filter((words) => words !== "").join(", ");
}
