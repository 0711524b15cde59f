import { htmlElement } from "../../browser/elements.ts";
import { lmsOrigin, postProgress } from "../../homework/progress/post-progress.ts";
import type { AssignmentSession } from "./assignment-session.ts";

/**
 * Tells the LMS whose package opened this page how far the assignment is, as often as that changes, and the student that it does.
 * @returns null where the link names no LMS
 */
export function tellLms(session: AssignmentSession): HTMLElement | null {
  const origin = lmsOrigin(location.search);
  if (origin === null) return null;
  let told = -1;
  session.follow(() => {
    const { assignment, version, exercises } = session.manifest;
    const passed = session.answered.filter(({ state }) => state === "visible checks passed" || state === "answered");
    if (passed.length === told) return;
    told = passed.length;
    postProgress(window, { assignment, version, passed: told, of: exercises.length });
  });
  const words = `${new URL(origin).host} opened this page, and is told how many exercises pass the visible checks: a number, and nothing of your answers.`;
  return htmlElement("p", "assignment-lms", words);
}
