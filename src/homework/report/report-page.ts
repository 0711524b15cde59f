import { escapeHtml } from "../../core/escape-html.ts";
import type { Regraded } from "../grader/results/regraded.ts";
import type { Graded } from "../grader/verdicts/graded.ts";
import { wholePage } from "../page/whole-page.ts";
import { classFacts, warningsOf, type ClassFacts, type ExerciseFacts } from "./class-facts.ts";
import type { QueueData } from "./queue.ts";
import { describeScores, scoreBins, scoreChart } from "./score-chart.ts";

export interface Report {
  readonly title: string;
  /** Everybody, with what people said. */
  readonly all: readonly Graded[];
  readonly queue: QueueData;
  readonly regraded: readonly Regraded[];
  /** What else is to be said, as sentences. */
  readonly notes: readonly string[];
  /** ISO 8601. */
  readonly writtenAt: string;
}

/** What stands in the page beside its text. */
export interface PageParts {
  /** CSS. */
  readonly style: string;
  /** The queue's, and its hash in Base64: nothing else may run. */
  readonly script: string;
  readonly sha256: string;
}

const statusWords: Readonly<Record<Graded["status"], string>> = {
  graded: "graded",
  partial: "partial: answers are missing",
  review: "review: a person has to read",
  ungradable: "ungradable: what was handed in cannot be read",
  infra_error: "infra_error: the grader failed",
  missing: "missing: nothing was handed in",
  excused: "excused",
};

/**
 * What a teacher gets of a class, in one file that opens from a disk. It can be read without scripts; its own one is the queue of
 * answers to be graded by hand. All that somebody wrote is escaped.
 */
export function reportPage(report: Report, { style, script, sha256 }: PageParts): string {
  const { title, all, queue, regraded, notes, writtenAt } = report;
  const facts = classFacts(all);
  const heading = `${title}: report`;
  const body = `<main>
<h1>${escapeHtml(heading)}</h1>
<p>${facts.students} students. Written ${timeTag(writtenAt)}. For the teacher alone: it names students and says what the key holds.</p>
${scores(facts)}
${exercises(facts)}
<section id="by-hand"><h2>Grading by hand</h2>
<noscript><p>Answers are graded here by a script, which is switched off.</p></noscript>
<div id="queue"></div>
</section>
${statuses(facts)}
${flags(facts)}
${changes(all, regraded)}
${list("Notes", notes)}
</main>
<script type="application/json" id="queue-data">${JSON.stringify(queue).replaceAll("<", "\\u003c")}</script>
<script>${script}</script>`;
  return wholePage({ title: heading, policy: [`script-src 'sha256-${sha256}'`], style, body });
}

function scores({ scores: all, possible }: ClassFacts): string {
  const words = describeScores(all, possible);
  const bins = scoreBins(all, possible);
  if (all.length === 0) return `<section><h2>Scores</h2>\n<p>${words}</p></section>`;
  const rows = bins.map(({ from, to, count }, at) => [
    `${from} to ${at < bins.length - 1 ? "below " : ""}${to}`,
    `${count}`,
  ]);
  return `<section><h2>Scores</h2>
<p>${words}</p>
${scoreChart(bins, words)}
<details><summary>The same as a table</summary>${table("Students by score", ["Points", "Students"], rows, [1])}</details></section>`;
}

function exercises({ exercises: all }: ClassFacts): string {
  if (all.length === 0) return "";
  const header = ["Exercise", "Points", "Share of points", "Not attempted", "Missing", "Not known yet"];
  const rows = all.map((each) => exerciseRows(each)).join("\n");
  const heads = header.map((text, at) => `<th scope="col"${at > 0 ? ' class="n"' : ""}>${text}</th>`).join("");
  return `<section><h2>Exercises</h2>
<p class="muted">Of all who handed in what can be read. A line below an exercise is a hidden check, with the share of students who got it.</p>
<div class="wide" tabindex="0" role="region" aria-label="Exercises"><table>
<thead><tr>${heads}</tr></thead>
<tbody>
${rows}
</tbody></table></div></section>`;
}

function exerciseRows({ id, kind, bonus, possible, students, share, checks, ...counts }: ExerciseFacts): string {
  const { notAttempted, missing, open } = counts;
  const cells = [`${possible}${bonus ? " (bonus)" : ""}`, shareCell(share), notAttempted, missing, open];
  const row = `<tr><th scope="row">${escapeHtml(id)} <span class="muted">${escapeHtml(kind)}</span></th>${cells
    .map((cell) => `<td class="n">${cell}</td>`)
    .join("")}</tr>`;
  const below = checks.map(({ name, passed }) => {
    const cell = shareCell(passed / students);
    return `<tr><td class="check" colspan="2">${escapeHtml(name)}</td><td class="n">${cell}</td><td colspan="3"></td></tr>`;
  });
  return [row, ...below].join("\n");
}

function shareCell(share: number): string {
  if (Number.isNaN(share)) return "";
  const percent = Math.round(100 * share);
  const bar = `<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="${percent}" height="8"/></svg>`;
  return `${percent} %${bar}`;
}

function statuses({ statuses: all }: ClassFacts): string {
  const parts = all.map(({ status, rows }) => {
    const summary = `${rows.length} ${statusWords[status]}`;
    // Whoever is graded stands in grades.csv.
    if (status === "graded" || status === "partial") return `<p>${summary}</p>`;
    const lines = rows.map((graded) => [...whoOf(graded), graded.problem ?? ""]);
    const details = table(summary, ["Student", "Name", "Why"], lines);
    return `<details><summary>${summary}</summary>${details}</details>`;
  });
  return `<section><h2>What became of everybody</h2>\n${parts.join("\n")}</section>`;
}

function flags({ flagged }: ClassFacts): string {
  const lines = flagged.map((graded) => {
    const ofAnswers = graded.exercises.flatMap((each) => warningsOf(each).map((flag) => `${each.id}: ${flag}`));
    return [...whoOf(graded), [...graded.flags, ...ofAnswers].join(" ")];
  });
  const summary = `${lines.length} ${lines.length === 1 ? "submission is" : "submissions are"} flagged`;
  const details = `<details><summary>${summary}</summary>${table(summary, ["Student", "Name", "Flags"], lines)}</details>`;
  return `<section><h2>Flags</h2>\n${lines.length === 0 ? "<p>Nothing is flagged.</p>" : details}</section>`;
}

function changes(all: readonly Graded[], regraded: readonly Regraded[]): string {
  const again = all.filter(({ before }) => before !== null).length;
  if (again === 0) return "";
  const header = ["Student", "Name", "Exercise", "Old", "New", "Why", "Graded before", "Graded"];
  const rows = regraded.map(({ student, name, exercise, old, now, why, gradedBefore, gradedAt }) => {
    return [
      student,
      name,
      exercise ?? "score",
      `${old ?? "–"}`,
      `${now ?? "–"}`,
      why,
      minute(gradedBefore),
      minute(gradedAt),
    ];
  });
  const words = `${again} ${again === 1 ? "submission was" : "submissions were"} graded again.`;
  const found = rows.length === 0 ? "<p>No points changed.</p>" : table("Points that changed", header, rows, [3, 4]);
  return `<section><h2>Graded again</h2>\n<p>${words} What was graded by hand was kept.</p>\n${found}</section>`;
}

function list(title: string, sentences: readonly string[]): string {
  if (sentences.length === 0) return "";
  return `<section><h2>${title}</h2>\n<ul>${sentences.map((each) => `<li>${escapeHtml(each)}</li>`).join("")}</ul></section>`;
}

/** @param numbers columns that are set to the right */
function table(
  caption: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: readonly number[] = [],
): string {
  const look = (at: number) => (numbers.includes(at) ? ' class="n"' : at === header.length - 1 ? ' class="text"' : "");
  const heads = header.map((text, at) => `<th scope="col"${look(at)}>${text}</th>`).join("");
  const lines = rows.map(
    (row) => `<tr>${row.map((text, at) => `<td${look(at)}>${escapeHtml(text)}</td>`).join("")}</tr>`,
  );
  return `<div class="wide" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table>
<thead><tr>${heads}</tr></thead>
<tbody>
${lines.join("\n")}
</tbody></table></div>`;
}

function whoOf({ student, name }: Graded): readonly [string, string] {
  return [student, name];
}

function minute(moment: string): string {
  return `${moment.slice(0, 16).replace("T", " ")} UTC`;
}

function timeTag(moment: string): string {
  return `<time datetime="${escapeHtml(moment)}">${escapeHtml(minute(moment))}</time>`;
}
