import { htmlElement } from "../../browser/elements.ts";
import { siteUrl } from "../../course/site-url.ts";
import { describeDue, describeLate } from "../../homework/student/due-words.ts";
import { textButton } from "../site/buttons.ts";
import type { AssignmentSession } from "./assignment-session.ts";
import { exerciseList } from "./exercise-list.ts";
import { handInSection } from "./hand-in-section.ts";
import { moveSection } from "./move-section.ts";
import { pageNotices } from "./page-notices.ts";
import { studentForm } from "./student-form.ts";

/** The assignment on a chapter's page: what is due, how far it is, and handing it in. */
export function assignmentPanel(session: AssignmentSession, isKept: boolean, leave: () => void): HTMLElement {
  const said = htmlElement("p", { class: "assignment-said", role: "status" });
  const say = (words: string): void => {
    said.textContent = words;
  };
  const due = htmlElement("p", "assignment-due");
  session.follow(() => {
    const { dates } = session;
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    due.textContent =
      dates === null
        ? "Your teacher says when it is due: no date could be found here."
        : `${describeDue(dates, timeZone, Date.now())} ${describeLate(dates)}`;
  });
  const leaving = htmlElement("div", "assignment-question");
  const leaveButton = textButton("cell-link-button", "Leave this assignment", () => {
    if (isKept) leave();
    else askToLeave(leaving, leave);
  });
  const help = htmlElement("a", { href: siteUrl("students/") }, "How homework works here");
  return htmlElement(
    "section",
    { class: "assignment", id: "assignment", "aria-labelledby": "assignment-title", tabindex: -1 },
    htmlElement("p", "assignment-label", "Assignment"),
    htmlElement("h2", { id: "assignment-title" }, session.manifest.title),
    due,
    pageNotices(session, isKept),
    studentForm(session, say),
    exerciseList(session),
    handInSection(session, say),
    moveSection(session, say),
    htmlElement("p", "assignment-foot", help, leaveButton),
    leaving,
    said,
  );
}

/** In the place of the panel, where there is no assignment to show. */
export function assignmentProblem(message: string): HTMLElement {
  return htmlElement(
    "section",
    { class: "assignment", role: "alert", "aria-label": "Assignment" },
    htmlElement("p", "assignment-label", "Assignment"),
    htmlElement("p", "assignment-warning", message),
    htmlElement("p", "", "The chapter works as it always does; nothing that you do in it is lost."),
    htmlElement("p", "assignment-foot", htmlElement("a", { href: siteUrl("students/") }, "How homework works here")),
  );
}

function askToLeave(place: HTMLElement, leave: () => void): void {
  const words = "This browser keeps nothing: save the attempt’s file first, or your work is lost.";
  const yes = textButton("assignment-button", "Leave all the same", leave);
  place.replaceChildren(
    htmlElement("p", "", words),
    yes,
    textButton("cell-link-button", "Stay", () => place.replaceChildren()),
  );
  yes.focus();
}
