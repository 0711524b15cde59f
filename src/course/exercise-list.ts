import type { Chapter, Exercise } from "../notebook/chapter.ts";
import { weighText } from "./section-minutes.ts";

/** An exercise as teachers choose it. */
export interface ListedExercise extends Pick<Exercise, "id" | "kind" | "points"> {
  /** Its title as HTML without tags. */
  readonly title: string;
  /** About, from its length: a share of the chapter's. At least one. */
  readonly minutes: number;
  /** Of the ledger. */
  readonly rows: readonly string[];
  /** From the site's root. */
  readonly path: string;
}

/** What grading needs that is not in the chapter, by kind. */
export const gradingNeeds: Readonly<Record<Exercise["kind"], string>> = {
  code: "hidden checks and a solution",
  number: "variants of your own, as the page tells the key",
  choice: "variants of your own, as the page tells the key",
  text: "a rubric, and a person",
  experiment: "a check over seeds that nobody has seen, and a solution",
};

/** The exercises of a chapter, in the order of its text. */
export function listExercises({
  slug,
  front,
  html,
  exercises,
}: Pick<Chapter, "slug" | "front" | "html" | "exercises">): readonly ListedExercise[] {
  const all = weighText(html) || 1;
  return exercises.map(({ id, kind, points }) => {
    const box = boxOf(html, id);
    const title = /<p class="exercise-title">Exercise: <strong>([\s\S]*?)<\/strong>/.exec(box)?.[1];
    const rows = /^<section[^>]* data-rows="([^"]*)"/.exec(box)?.[1] ?? "";
    return {
      ...{ id, kind, points, path: `${slug}/#${id}` },
      title: title?.replace(/<[^>]*>/g, "") ?? id,
      minutes: Math.max(1, Math.round((front.minutes * weighText(box)) / all)),
      rows: rows.split(/[\s,]+/).filter((row) => row !== ""),
    };
  });
}

/** The text of an exercise's section, with the sections in it. */
function boxOf(html: string, id: string): string {
  const start = html.search(new RegExp(`<section[^>]* data-exercise="${id}"`));
  if (start < 0) return "";
  let depth = 0;
  for (const tag of html.slice(start).matchAll(/<(\/?)section\b/g)) {
    depth += tag[1] === "/" ? -1 : 1;
    if (depth === 0) return html.slice(start, start + tag.index);
  }
  return html.slice(start);
}
