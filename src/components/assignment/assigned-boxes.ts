import { htmlElement } from "../../browser/elements.ts";
import { isWords } from "../../homework/student/exercise-state.ts";
import type { AssignmentSession } from "./assignment-session.ts";
import { QuestionBox } from "./question-box.ts";

/** Makes the exercises of the open chapter those of the assignment. */
export function connectAssignedBoxes(root: ParentNode, session: AssignmentSession): void {
  for (const exercise of session.manifest.exercises) {
    const box = root.querySelector<HTMLElement>(`.exercise[data-exercise="${CSS.escape(exercise.id)}"]`);
    if (box === null) continue;
    box.classList.add("assigned");
    showPoints(box, `${describePoints(exercise)} in the assignment`);
    if (isWords(exercise)) new QuestionBox(session, exercise, box);
    else box.addEventListener("exercise-checked", (event) => session.checked(exercise.id, isPassed(event)));
  }
}

/** "4 points", "1 bonus point". */
export function describePoints({ points, bonus }: { readonly points: number; readonly bonus: boolean }): string {
  return `${points} ${bonus ? "bonus " : ""}point${points === 1 ? "" : "s"}`;
}

/** The chapter's own points, which the title ends with, are not those of the assignment. */
function showPoints(box: HTMLElement, words: string): void {
  const title = box.querySelector(":scope > .exercise-title");
  const last = title?.lastChild;
  if (last?.nodeType !== Node.TEXT_NODE || !title) return;
  last.textContent = (last.textContent ?? "").replace(/[\d.]+\s+points?\s*$/, "");
  title.append(htmlElement("span", "assigned-points", words));
}

function isPassed(event: Event): boolean {
  return event instanceof CustomEvent && event.detail === true;
}
