import { escapeHtml } from "../../../core/escape-html.ts";
import { groupBy } from "../../../core/group-by.ts";
import { wholePage } from "../../page/whole-page.ts";
import type { Graded, GradedExercise } from "../verdicts/graded.ts";

const style = "h1,h2,p.facts{font-family:sans-serif}";

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
 * @param members the student, or all who have the file in common
 * @param title the assignment's
 */
export function feedbackPage(members: readonly Graded[], title: string): string {
  const heading = `${title}: ${members.map(({ name, student }) => name || student).join(", ")}`;
  const alike = [...groupBy(members, contentOf).values()];
  const parts = alike.map((same) =>
    alike.length > 1 ? `${whoOf(same)}\n${contentOf(same[0] as Graded)}` : contentOf(same[0] as Graded),
  );
  const body = `<main>
<h1>${escapeHtml(heading)}</h1>
${parts.join("\n")}
</main>`;
  return wholePage({ title: heading, policy: ["script-src 'none'"], style, body });
}

function whoOf(members: readonly Graded[]): string {
  return `<p class="facts">${escapeHtml(members.map(({ name, student }) => name || student).join(", "))}:</p>`;
}

/** Of two who have one file and the same grades, the same. */
function contentOf(graded: Graded): string {
  const { problem, late, exercises } = graded;
  const facts = [totalWords(graded), problem ?? "", late ?? ""].filter((text) => text !== "");
  const lines = facts.map((text) => `<p class="facts">${escapeHtml(text)}</p>`);
  return [...lines, ...exercises.map(section)].join("\n");
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
