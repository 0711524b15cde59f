import { CourseError } from "../../core/errors.ts";
import { htmlElement } from "../../browser/elements.ts";
import { downloadFile } from "../../export/download.ts";
import { fileName } from "../../homework/student/hand-in.ts";
import { readSubmission } from "../../homework/submission/read-submission.ts";
import { textButton } from "../site/buttons.ts";
import type { AssignmentSession } from "./assignment-session.ts";
import { fileButton } from "./file-button.ts";
import { findPutAside, openHandedIn, openWorkFile, saveWork } from "./move-work.ts";

type Open = () => Promise<void>;

/** Files by which work goes to another device, and comes back from what was handed in. */
export function moveSection(session: AssignmentSession, say: (words: string) => void): HTMLElement {
  const asked = htmlElement("div", "assignment-question");
  const back = htmlElement("p", "assignment-aside");
  const ask = (words: string, open: Open): void => {
    const close = (): void => asked.replaceChildren();
    const yes = textButton("assignment-button", "Open it", () => {
      close();
      void open().then(
        () => say("The file is open: its answers are in their places."),
        (error: unknown) => say(messageOf(error)),
      );
    });
    asked.replaceChildren(htmlElement("p", "", words), yes, textButton("cell-link-button", "Cancel", close));
    yes.focus();
  };
  const guarded = (read: () => Promise<void>): void => void read().catch((error: unknown) => say(messageOf(error)));
  const openAttempt = (file: File): void =>
    guarded(async () => {
      const text = await file.text();
      ask(`All that ${file.name} holds takes the place of your work here. ${safety}`, () =>
        openWorkFile(session, text, file.name),
      );
    });
  const openSubmission = (file: File): void =>
    guarded(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const { submission, flags } = await readSubmission(bytes, file.name, session.manifest.assignment);
      const whose = submission.student.name || submission.student.id;
      const count = submission.answers.length;
      const words = `${file.name} holds ${count} answer${count === 1 ? "" : "s"} of ${whose}. They take the place of yours here. ${safety} ${flags.join(" ")}`;
      ask(words, () => openHandedIn(session, submission, file.name));
    });
  const save = textButton("assignment-button", "Save this attempt", () => {
    const name = fileName(session.manifest.assignment, session.attempt.student, "attempt.json");
    downloadFile(new Blob([saveWork(session, new Date())], { type: "application/json" }), name);
    say(`Saved ${name}. Open it on the other device, on the assignment's page there.`);
  });
  session.follow(() => {
    const aside = findPutAside(session);
    back.hidden = aside === null;
    if (aside === null) return;
    const words = `What was here before ${aside.before} was opened is kept. `;
    const button = textButton("cell-link-button", "Get it back", () =>
      guarded(async () => {
        await openWorkFile(session, aside.file, "what was there");
        say("What was there before is back.");
      }),
    );
    if (back.dataset["of"] === aside.file) return;
    back.dataset["of"] = aside.file;
    back.replaceChildren(words, button);
  });
  return htmlElement(
    "details",
    "assignment-move",
    htmlElement("summary", "", "Move to another device, or open a file"),
    htmlElement("p", "", "Your work is kept in this browser alone. A file takes it to another one."),
    htmlElement(
      "div",
      "assignment-buttons",
      save,
      fileButton("Open a saved attempt", ".json", openAttempt),
      fileButton("Open a handed-in file", ".html,.json", openSubmission),
    ),
    asked,
    back,
  );
}

const safety =
  "What is here is put aside and can be had back. Open files of your own only: code in them runs on this page.";

function messageOf(error: unknown): string {
  if (error instanceof CourseError) return error.message;
  return `The file could not be opened: ${error instanceof Error ? error.message : String(error)}`;
}
