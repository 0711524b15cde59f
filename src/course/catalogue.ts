import { cellSourceHash } from "../notebook/cell-hashes.ts";
import type { Chapter } from "../notebook/chapter.ts";
import { listExercises } from "./exercise-list.ts";

/** What a page says of exercises that stand in other chapters. */
export interface Catalogue {
  readonly chapters: readonly CatalogueChapter[];
}

interface CatalogueChapter {
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  readonly exercises: readonly CatalogueExercise[];
}

interface CatalogueExercise {
  readonly id: string;
  /** As HTML without tags. */
  readonly title: string;
  /** As on the page for teachers. */
  readonly minutes: number;
  /** `cellSourceHash` of what learners start from; null where there is nothing. */
  readonly baseHash: string | null;
}

/** @param chapters in their order */
export function buildCatalogue(
  chapters: readonly Pick<Chapter, "slug" | "front" | "html" | "cells" | "exercises">[],
): Catalogue {
  return {
    chapters: chapters.map((chapter) => ({
      slug: chapter.slug,
      number: chapter.front.number,
      title: chapter.front.title,
      exercises: listExercises(chapter).map(({ id, title, minutes }) => {
        const source = chapter.cells.find((cell) => cell.id === id)?.source ?? null;
        return { id, title, minutes, baseHash: source === null ? null : cellSourceHash(source) };
      }),
    })),
  };
}
