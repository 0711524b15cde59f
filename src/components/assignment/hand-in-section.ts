import { htmlElement } from "../../browser/elements.ts";
import { downloadFile } from "../../export/download.ts";
import type { Receipt } from "../../homework/student/attempt.ts";
import { buildSubmission, fileName, shortHash } from "../../homework/student/hand-in.ts";
import { checksumOf } from "../../homework/submission/checksum.ts";
import { submissionJson, submissionPage } from "../../homework/submission/write-submission.ts";
import type { Submission } from "../../homework/submission/submission.ts";
import { textButton } from "../site/buttons.ts";
import type { AssignmentSession } from "./assignment-session.ts";

/** Says what would be handed in, writes the file, and shows a receipt. No request is made. */
export function handInSection(session: AssignmentSession, say: (words: string) => void): HTMLElement {
  const blank = htmlElement("p", "assignment-blank");
  const statement = htmlElement("textarea", { rows: 2, maxlength: 5000 });
  const receipt = htmlElement("div", "assignment-receipt");
  statement.value = session.attempt.statement;
  statement.addEventListener("change", () => void session.change({ statement: statement.value }));
  const write = async (ending: "html" | "json"): Promise<void> => {
    await session.change({ statement: statement.value });
    const submission = makeSubmission(session);
    const isPage = ending === "html";
    const text = await (isPage ? submissionPage(submission) : submissionJson(submission));
    const file = fileName(session.manifest.assignment, session.attempt.student, ending);
    downloadFile(new Blob([text], { type: isPage ? "text/html;charset=utf-8" : "application/json" }), file);
    const hash = shortHash(await checksumOf(submission));
    const [answered, of] = [submission.answers.length, session.manifest.exercises.length];
    await session.change({ receipt: { file, savedAt: submission.savedAt, hash, answered, of } });
    say(`${file} is written, with ${answered} of ${of} answers. Now hand it in where your teacher collects homework.`);
  };
  const act = (ending: "html" | "json") => () =>
    void write(ending).catch((error: unknown) => say(`The file could not be written: ${String(error)}`));
  const button = textButton("assignment-button assignment-hand-in", "Hand in: write the file", act("html"));
  const json = textButton("cell-link-button", "as .json alone", act("json"));
  session.follow(() => {
    const hasId = session.seed !== null;
    for (const each of [button, json]) each.disabled = !hasId;
    blank.textContent = hasId ? describeBlank(session) : "Type your id first: a file without one is nobody's.";
    if (document.activeElement !== statement) statement.value = session.attempt.statement;
    showReceipt(receipt, session.attempt.receipt);
  });
  return htmlElement(
    "details",
    "assignment-end",
    htmlElement("summary", "", "Hand in"),
    blank,
    htmlElement("label", "assigned-field", "Help that you used, of people, books or programs (optional)", statement),
    htmlElement("div", "assignment-buttons", button, json),
    receipt,
  );
}

function makeSubmission(session: AssignmentSession): Submission {
  const { manifest, attempt, answered, extraCells, seed } = session;
  const env = { ua: navigator.userAgent.slice(0, 1000), backend: "the student's browser" };
  return buildSubmission({
    ...{ manifest, attempt, answered, extraCells, variantSeed: seed ?? 0, env, now: new Date() },
  });
}

function describeBlank({ answered, manifest, catalogue }: AssignmentSession): string {
  const blank = answered.filter(({ state }) => state === "not begun");
  if (blank.length === 0) return `All ${manifest.exercises.length} exercises have an answer.`;
  const exercises = catalogue?.chapters.flatMap((chapter) => chapter.exercises) ?? [];
  const names = blank.map(({ exercise: { id } }) => {
    const title = exercises.find((each) => each.id === id)?.title;
    return title === undefined ? id : `${decode(title)} (${id})`;
  });
  return `Blank as yet: ${names.join(", ")}. You can hand in all the same.`;
}

function decode(html: string): string {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.textContent;
}

function showReceipt(place: HTMLElement, receipt: Receipt | null): void {
  place.hidden = receipt === null;
  if (receipt === null || place.dataset["of"] === receipt.savedAt) return;
  place.dataset["of"] = receipt.savedAt;
  const when = new Date(receipt.savedAt).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });
  const facts: readonly (readonly [string, string])[] = [
    ["File", receipt.file],
    ["Written", when],
    ["Answers in it", `${receipt.answered} of ${receipt.of}, from all chapters`],
    ["To quote", receipt.hash],
  ];
  place.replaceChildren(
    htmlElement("p", "assignment-label", "Receipt"),
    htmlElement(
      "dl",
      "",
      ...facts.flatMap(([term, words]) => [htmlElement("dt", "", term), htmlElement("dd", "", words)]),
    ),
    htmlElement(
      "p",
      "",
      "The file lies among your downloads, and nobody has it yet: hand it in where your teacher collects homework. Any browser shows it; Open a handed-in file, below, brings its answers back here.",
    ),
  );
}
