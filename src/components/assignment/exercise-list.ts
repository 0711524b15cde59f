import { htmlElement } from "../../browser/elements.ts";
import type { AnsweredExercise } from "../../homework/student/hand-in.ts";
import { siteUrl } from "../../course/site-url.ts";
import { describePoints } from "./assigned-boxes.ts";
import type { AssignmentSession } from "./assignment-session.ts";

const glyphs = { "not begun": "○", begun: "◐", "visible checks passed": "✓", answered: "✓" } as const;

/** All exercises of the assignment, whatever chapter they stand in, with how far each is. */
export function exerciseList(session: AssignmentSession): HTMLElement {
  const summary = htmlElement("summary");
  const list = htmlElement("ul");
  const root = htmlElement("details", "assignment-list", summary, list);
  root.open = true;
  session.follow(() => {
    const { answered } = session;
    const done = answered.filter(({ state }) => state !== "not begun" && state !== "begun").length;
    const begun = answered.filter(({ state }) => state === "begun").length;
    summary.textContent = `${describeCount(session)}: ${done} answered or checked, ${begun} begun`;
    // A list that is the same stays, with whatever has the focus in it.
    const items = answered.map((each) => item(session, each));
    const isSame = items.map(({ outerHTML }) => outerHTML).join("") === list.innerHTML;
    if (!isSame) list.replaceChildren(...items);
  });
  return root;
}

function describeCount({ manifest: { exercises } }: AssignmentSession): string {
  const sum = (isBonus: boolean) =>
    exercises.filter(({ bonus }) => bonus === isBonus).reduce((total, { points }) => total + points, 0);
  const bonus = sum(true) > 0 ? ` and ${sum(true)} of bonus` : "";
  return `${exercises.length} exercise${exercises.length === 1 ? "" : "s"}, ${sum(false)} points${bonus}`;
}

function item(session: AssignmentSession, { exercise, state }: AnsweredExercise): HTMLElement {
  const { id, chapter, kind } = exercise;
  const ofCourse = session.catalogue?.chapters.find(({ slug }) => slug === chapter);
  const known = ofCourse?.exercises.find((each) => each.id === id);
  const isHere = chapter === session.slug;
  const address = isHere ? `#${id}` : `${siteUrl(`${chapter}/`)}?assignment=${session.path}#${id}`;
  const link = htmlElement("a", { href: address }, plainTitle(known?.title ?? id));
  const facts = [
    isHere ? "in this chapter" : `in chapter ${ofCourse === undefined ? chapter : ofCourse.number}`,
    kind,
    describePoints(exercise),
    ...(known === undefined ? [] : [`about ${known.minutes} min`]),
  ];
  const glyph = htmlElement("span", { "aria-hidden": "true" }, `${glyphs[state]} `);
  return htmlElement(
    "li",
    "",
    link,
    htmlElement("span", "assignment-facts", facts.join(", ")),
    htmlElement("span", { class: "assignment-state", "data-state": state }, glyph, state),
  );
}

/** The catalogue's titles are HTML without tags. */
function plainTitle(html: string): string {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.textContent;
}
