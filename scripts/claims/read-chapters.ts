import { readFileSync } from "node:fs";
import { chapterFiles } from "../../src/course/chapter-files.ts";
import { readReferences, withReferences } from "../../src/course/claim-references.ts";
import { refuse } from "../../src/core/errors.ts";
import type { Chapter } from "../../src/notebook/chapter.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";

/**
 * Reads chapters by their numbers or slugs, in their order, with their claims' references; all of them if none is named,
 * except drafts, which have to be.
 * @throws CourseError if there is no such chapter
 */
export function readChapters(wanted: readonly string[]): readonly Chapter[] {
  const chapters = chapterFiles().map((name) => {
    const file = `chapters/${name}`;
    const chapter = renderChapter(readFileSync(file, "utf8"), { file });
    return { ...chapter, claims: withReferences(chapter.claims, readReferences(chapter.slug)) };
  });
  const isCalled = ({ slug, front }: Chapter, name: string): boolean => name === slug || name === String(front.number);
  const unknown = wanted.find((name) => !chapters.some((chapter) => isCalled(chapter, name)));
  if (unknown !== undefined) {
    const known = chapters.map(({ slug, front }) => `${front.number} (${slug})`).join(", ");
    throw refuse("npm run claims", `no chapter is called "${unknown}"`, `Chapters are ${known}.`);
  }
  const isWanted = (chapter: Chapter): boolean => wanted.some((name) => isCalled(chapter, name));
  return chapters.filter((chapter) => (wanted.length === 0 ? !chapter.front.draft : isWanted(chapter)));
}
