import { htmlElement } from "../../../browser/elements.ts";
import { pointsOf, readTyped } from "../drafts.ts";
import type { QueueItem } from "../queue.ts";
import type { DraftStore } from "./draft-store.ts";

export interface ItemForm {
  readonly element: HTMLElement;
  /** Where a person types first. */
  readonly first: HTMLElement;
}

/** What is done with the form of an answer. */
export interface ItemActions {
  /** After a change was kept, or could not be. */
  readonly changed: (refusal: string | null) => void;
  /** To the next answer. */
  readonly next: () => void;
}

/** One answer with what the checks found, and what a person says of it. */
export function itemForm(item: QueueItem, store: DraftStore, { changed, next }: ItemActions): ItemForm {
  const draft = store.draftOf(item);
  const inputs = item.criteria.map(({ id, words, points }, at) => {
    const typed = new Map(draft.picks).get(id) ?? "";
    const input = pointsInput(`criterion-${at}`, typed);
    const label = htmlElement("label", { for: input.id }, words);
    return { id, points, input, row: htmlElement("div", "criterion", label, pointsOfRow(input, points)) };
  });
  const override = pointsInput("override", draft.override);
  const comment = htmlElement("textarea", { id: "comment", maxlength: 10_000 });
  comment.value = draft.comment;
  const total = htmlElement("output", { id: "earned" });
  const takeBack = htmlElement("button", { type: "button" }, "Take the grade back");

  const show = (): void => {
    const points = pointsOf(item, { picks: picks(), override: override.value });
    const isWrong = points !== null && Number.isNaN(points);
    total.value = isWrong
      ? "Something above is no number of points, or too many."
      : points === null
        ? `No grade yet, of ${item.possible} points`
        : `${points} of ${item.possible} points`;
    total.className = isWrong ? "wrong" : "";
    for (const { input, points: most } of inputs) mark(input, most);
    mark(override, item.possible);
    takeBack.disabled = store.progressOf(item) === "open";
  };
  const picks = () => inputs.map(({ id, input }) => [id, input.value] as const);
  const keep = (): void => {
    changed(store.change(item, { picks: picks(), override: override.value, comment: comment.value }));
    show();
  };
  takeBack.addEventListener("click", () => {
    for (const input of [...inputs.map((each) => each.input), override, comment]) input.value = "";
    changed(store.change(item, { picks: [], override: "", comment: "", isTakenBack: true }));
    show();
    (inputs[0]?.input ?? override).focus();
  });

  const form = htmlElement(
    "form",
    {},
    htmlElement("fieldset", {}, htmlElement("legend", {}, "Points"), ...inputs.map(({ row }) => row), overrideRow()),
    htmlElement("p", {}, total),
    htmlElement("label", "field", "Comment for the student", comment),
    htmlElement("p", "muted", "Enter goes on to the next answer; in the comment, Ctrl + Enter does."),
    htmlElement("p", "steps", htmlElement("button", { class: "main" }, "Next answer"), takeBack),
  );
  form.addEventListener("input", keep);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    next();
  });
  comment.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) next();
  });
  show();
  return { element: htmlElement("div", {}, ...shown(item, store), form), first: inputs[0]?.input ?? override };

  function overrideRow(): HTMLElement {
    const words = inputs.length > 0 ? "In the place of these, for the whole answer" : "For the whole answer";
    return htmlElement(
      "div",
      "criterion",
      htmlElement("label", { for: override.id }, words),
      pointsOfRow(override, item.possible),
    );
  }
}

/** The answer, read only, and what is known of it. */
function shown(item: QueueItem, store: DraftStore): Node[] {
  const given = store.givenTo(item);
  const draft = store.draftOf(item);
  const answer = htmlElement("pre", { tabindex: 0, role: "region", "aria-label": "The student's answer" }, item.answer);
  const notices = [
    ...(draft.stamp === item.stamp ? [] : ["The student has handed in another answer since this grade was begun."]),
    ...(given && item.handedIn !== null && Date.parse(given.at) < Date.parse(item.handedIn)
      ? ["This answer was handed in after it was graded by hand."]
      : []),
  ];
  return [
    answer,
    ...(item.seen.length > 0 ? [htmlElement("ul", {}, ...item.seen.map((words) => htmlElement("li", {}, words)))] : []),
    ...(given === null
      ? []
      : [htmlElement("p", "muted", `Graded before: ${given.points} points, by ${given.grader}, ${given.at}.`)]),
    ...notices.map((words) => htmlElement("p", "notice", words)),
  ];
}

function pointsInput(id: string, typed: string): HTMLInputElement {
  const input = htmlElement("input", { id, inputmode: "decimal", autocomplete: "off" });
  input.value = typed;
  return input;
}

function pointsOfRow(input: HTMLInputElement, most: number): HTMLElement {
  const words = htmlElement("span", { id: `${input.id}-most` }, `of ${most}`);
  input.setAttribute("aria-describedby", words.id);
  return htmlElement("span", "points", input, words);
}

function mark(input: HTMLInputElement, most: number): void {
  input.setAttribute("aria-invalid", String(Number.isNaN(readTyped(input.value, most) ?? 0)));
}
