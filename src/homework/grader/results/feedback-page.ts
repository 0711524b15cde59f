import { escapeHtml } from "../../../core/escape-html.ts";
import type { Graded, GradedExercise } from "../verdicts/graded.ts";

const style = `body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 serif;color:#1d1f23;background:#fcfcfa}
h1,h2,p.facts{font-family:sans-serif}h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}
pre{padding:.75rem;background:#f0f0ec;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.875rem}
@media(prefers-color-scheme:dark){body{color:#e8e6e1;background:#15171b}pre{background:#22252b}}`;

const statusWords: Readonly<Record<GradedExercise["status"], string>> = {
  graded: "Graded",
  missing: "Missing",
  "not-attempted": "Not attempted",
  review: "Waits for a person",
  infra_error: "Not graded yet",
};

const totals: Readonly<Partial<Record<Graded["status"], string>>> = {
  missing: "Nothing was handed in",
  ungradable: "What was handed in cannot be read",
  excused: "Excused",
};

/**
 * What a student is told, as a page in which nothing can run or be loaded: all that somebody wrote is escaped. It names
 * hidden checks by their names, and says nothing of what they called or what came back.
 * @param title the assignment's
 */
export function feedbackPage(graded: Graded, title: string): string {
  const heading = escapeHtml(`${title}: ${graded.name || graded.student}`);
  const { problem, late } = graded;
  const facts = [totalWords(graded), problem ?? "", late ?? ""].filter((text) => text !== "");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${heading}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
${facts.map((text) => `<p class="facts">${escapeHtml(text)}</p>`).join("\n")}
${graded.exercises.map(section).join("\n")}
</main>
</body>
</html>
`;
}

function totalWords({ status, score, possible }: Graded): string {
  const known = totals[status];
  if (known !== undefined) return `${known}.`;
  return score === null ? `Not complete yet, of ${possible} points.` : `${score} of ${possible} points.`;
}

function section(exercise: GradedExercise): string {
  const { id, status, earned, possible, words, checks, answer } = exercise;
  const points = `${earned ?? "?"} of ${possible} ${exercise.bonus ? "bonus points" : "points"}`;
  const items = checks.map(({ name, outcome }) => `<li>${escapeHtml(`${name}: ${outcome}`)}</li>`);
  return [
    `<section>\n<h2>${escapeHtml(`${id}: ${points}`)}</h2>`,
    `<p>${escapeHtml(`${statusWords[status]}. ${words}`.trim())}</p>`,
    items.length > 0 ? `<p>Hidden checks:</p>\n<ul>\n${items.join("\n")}\n</ul>` : "",
    // The first line end after <pre> is not shown.
    answer === null ? "" : `<pre>\n${escapeHtml(answer)}</pre>`,
    "</section>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}
