import { escapeHtml } from "../../core/escape-html.ts";
import { dataBegin, dataEnd } from "./find-data.ts";
import { checksumOf } from "./checksum.ts";
import { textOf, type Answer, type Submission } from "./submission.ts";

const style = `body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 serif;color:#1d1f23;background:#fcfcfa}
h1,h2,dl,figcaption{font-family:sans-serif}h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem}dd{margin:0;overflow-wrap:anywhere}
pre{padding:.75rem;background:#f0f0ec;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.875rem}img{max-width:100%}`;

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
  const title = escapeHtml(`${submission.assignment}: ${submission.student.name || submission.student.id}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${facts(submission)}
${submission.answers.map(section).join("\n")}
${submission.extraCells.map(({ source }) => `<h2>Added by the student</h2>\n${code(source)}`).join("\n")}
</main>
${dataBegin}${json.replaceAll("<", "\\u003c")}${dataEnd}
</body>
</html>
`;
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
