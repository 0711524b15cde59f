import { refuse } from "../core/errors.ts";
import type { Term } from "../glossary/term.ts";
import type { FrontMatter, Heading } from "../notebook/chapter.ts";
import { outline } from "./course-outline.ts";

/** Of a chapter that readers can open: what links into it need. */
export interface OpenChapter {
  readonly slug: string;
  readonly front: Pick<FrontMatter, "number">;
  readonly headings: readonly Heading[];
}

/** A section of an open chapter. */
export interface TermPlace {
  /** From the site's root: "degradation/#observation". */
  readonly path: string;
  readonly chapter: string;
  readonly section: string;
}

/**
 * Where a term is explained, in the chapters that are open.
 * @throws CourseError if an open chapter has no such section, or if the course has no such chapter
 */
export function placesOf(
  { term, where = [] }: Pick<Term, "term" | "where">,
  open: readonly OpenChapter[],
): TermPlace[] {
  return where.flatMap((place) => {
    const [slug = "", id = ""] = place.split("#");
    const entry = outline.find((each) => each.slug === slug);
    const chapter = open.find((each) => each.slug === slug);
    if (!chapter && entry) return [];
    const heading = chapter?.headings.find((each) => each.id === id);
    if (!chapter || !heading) throw unknownPlace(term, place, chapter);
    return [{ path: `${slug}/#${id}`, chapter: entry?.label ?? String(chapter.front.number), section: heading.text }];
  });
}

function unknownPlace(term: string, place: string, chapter: OpenChapter | undefined): Error {
  const names = chapter ? chapter.headings.map(({ id }) => id) : outline.map(({ slug }) => slug);
  const problem = `the course has no place "${place}"`;
  return refuse(`glossary, ${term}`, problem, `${chapter ? "Sections" : "Chapters"} are ${names.join(", ")}.`);
}
