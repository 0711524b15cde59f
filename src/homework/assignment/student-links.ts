import type { Manifest } from "./manifest.ts";

/** Where an assignment's manifest stands in the site, below its address. A page can load it from there alone. */
export function manifestPath({ assignment, version }: Pick<Manifest, "assignment" | "version">): string {
  return `assignments/${assignment}-v${version}.json`;
}

/** Where the dates stand, of all its versions: it may be written anew. */
export function datesPath(assignment: string): string {
  return `assignments/${assignment}-dates.json`;
}

export interface StudentLink {
  /** Its slug. */
  readonly chapter: string;
  readonly url: string;
}

/**
 * The address of each chapter that students open for an assignment, in the order of the course.
 * @param chapters slugs of those to be read, beside those of the exercises
 * @param site the course's address, with a slash at its end
 */
export function studentLinks(manifest: Manifest, chapters: readonly string[], site: string): readonly StudentLink[] {
  const slugs = [...new Set([...chapters, ...manifest.exercises.map(({ chapter }) => chapter)])];
  const place = new URL(manifestPath(manifest), site).pathname;
  return slugs.map((chapter) => ({ chapter, url: new URL(`${chapter}/?assignment=${place}`, site).href }));
}
