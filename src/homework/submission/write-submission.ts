import { escapeHtml } from "../../core/escape-html.ts";
import { wholePage } from "../page/whole-page.ts";
import { dataBegin, dataEnd } from "./find-data.ts";
import { checksumOf } from "./checksum.ts";
import { textOf, type Answer, type Submission } from "./submission.ts";

const style = `h1,h2,dl,figcaption{font-family:sans-serif}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem}dd{margin:0;overflow-wrap:anywhere}img{max-width:100%}`;

/** A submission as JSON, with its checksum. */
export async function submissionJson(submission: Submission): Promise<string> {
  return JSON.stringify({ ...submission, sha256: await checksumOf(submission) });
}

/**
 * A submission as a page for people, with its data in it for the grader. Nothing in it can run or be loaded: all that a
 * student wrote is escaped, and a policy forbids the rest.
 */
export async function submissionPage(submission: Submission): Promise<string> {
  const json = await submissionJson(submission);
  const title = `${submission.assignment}: ${submission.student.name || submission.student.id}`;
  const body = `<main>
<h1>${escapeHtml(title)}</h1>
${facts(submission)}
${submission.answers.map(section).join("\n")}
${submission.extraCells.map(({ source }) => `<h2>Added by the student</h2>\n${code(source)}`).join("\n")}
</main>
${dataBegin}${json.replaceAll("<", "\\u003c")}${dataEnd}`;
  return wholePage({ title, policy: ["img-src data:"], style, body });
}

function facts({ student, assignment, version, savedAt, attemptId, env, statement }: Submission): string {
  const rows = [
    ["Student", student.name],
    ["Id", student.id],
    ["Assignment", `${assignment}, version ${version}`],
    ["Saved", `${savedAt} (the student's clock)`],
    ["Attempt", attemptId],
    ["Computed on", env.backend],
    ["Statement", statement],
  ];
  return `<dl>\n${rows.map(([term = "", text = ""]) => `<dt>${term}</dt><dd>${escapeHtml(text)}</dd>`).join("\n")}\n</dl>`;
}

function section(answer: Answer): string {
  const { status, metrics = {}, plotPng } = answer.lastRun ?? { status: "not run" };
  const numbers = Object.entries(metrics).map(([name, value]) => `${name}: ${value}`);
  const caption = escapeHtml(["By the student's page: " + status, ...numbers].join("; "));
  const picture = plotPng === undefined ? "" : `<img src="${escapeHtml(plotPng)}" alt="The student's last output">`;
  const figure = `<figure>${picture}<figcaption>${caption}</figcaption></figure>`;
  return `<section>\n<h2>${escapeHtml(answer.id)}</h2>\n${code(textOf(answer))}\n${figure}\n</section>`;
}

function code(text: string): string {
  // The first line end after <pre> is not shown.
  return `<pre>\n${escapeHtml(text)}</pre>`;
}
