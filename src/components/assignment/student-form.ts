import { htmlElement } from "../../browser/elements.ts";
import { textButton } from "../site/buttons.ts";
import type { AssignmentSession } from "./assignment-session.ts";

/** Who hands in: id and name, without which no question is drawn and nothing is handed in. */
export function studentForm(session: AssignmentSession, say: (words: string) => void): HTMLElement {
  const id = htmlElement("input", { type: "text", required: "", maxlength: 200, autocomplete: "off", name: "student" });
  const name = htmlElement("input", { type: "text", maxlength: 200, autocomplete: "name", name: "student-name" });
  const question = htmlElement("p", "assignment-warning");
  const keep = htmlElement("button", { type: "submit", class: "cell-button assignment-button" }, "Keep");
  const cancel = textButton("cell-link-button", "Cancel", () => close());
  const form = htmlElement(
    "form",
    "assignment-form",
    htmlElement("label", "", "Your student id", id),
    htmlElement("label", "", "Your name", name),
    htmlElement("div", "assignment-buttons", keep, cancel),
    question,
  );
  question.setAttribute("role", "status");
  const who = htmlElement("span");
  const change = textButton("cell-link-button", "Change", () => open());
  const line = htmlElement("p", "assignment-who", who, " ", change);
  const root = htmlElement("div", "assignment-student", form, line);
  let isOpen = false;

  const open = (): void => {
    isOpen = true;
    id.value = session.attempt.student.id;
    name.value = session.attempt.student.name;
    warn();
    show();
    id.focus();
  };
  const close = (): void => {
    isOpen = false;
    show();
    change.focus();
  };
  const warn = (): void => {
    question.textContent = describeChange(session, id.value.trim());
  };
  const show = (): void => {
    const { student } = session.attempt;
    const hasId = student.id !== "";
    form.hidden = hasId && !isOpen;
    line.hidden = !form.hidden;
    cancel.hidden = !hasId;
    if (!hasId) warn();
    who.textContent = `You: ${student.name === "" ? "" : `${student.name}, `}id ${student.id}.`;
  };
  id.addEventListener("input", warn);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const student = { id: id.value.trim(), name: name.value.trim() };
    if (student.id === "") {
      say("An id has at least one character.");
      id.focus();
      return;
    }
    isOpen = false;
    void session.change({ student }).then(() => {
      say("Your id is kept. Questions that are drawn from it are there.");
      change.focus();
    });
  });
  session.follow(show);
  return root;
}

/** What another id does: said before it is kept. */
function describeChange({ attempt, manifest }: AssignmentSession, id: string): string {
  const drawn = manifest.exercises.filter(({ variants }) => variants.length > 0).length;
  const { student } = attempt;
  if (drawn === 0) return "";
  if (student.id === "") return "Type it as your teacher knows it: some questions are drawn from it.";
  if (student.id === id) return "";
  const which = drawn === 1 ? "One question is" : `${drawn} questions are`;
  return `${which} drawn from the id, and will change. What you answered under ${student.id} is kept, and is there again with that id.`;
}
