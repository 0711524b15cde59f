import { CourseError, refuse } from "../../core/errors.ts";
import type { Catalogue } from "../../course/catalogue.ts";
import { siteUrl } from "../../course/site-url.ts";
import { readDates, type PublicDates } from "../../homework/assignment/dates.ts";
import { readManifest, type Manifest } from "../../homework/assignment/manifest.ts";
import { datesPath } from "../../homework/assignment/student-links.ts";
import { manifestAddress } from "../../homework/student/manifest-address.ts";
import { chapterEntry, type AssignmentPlace } from "./assignment-place.ts";
import type { Entries } from "./entries.ts";

export interface LoadedAssignment {
  /** Of the manifest, from the site's root. */
  readonly path: string;
  readonly manifest: Manifest;
}

/**
 * The manifest that the address names, or the one that stayed with the chapter. What was loaded once is kept: it never changes.
 * @returns null where the chapter has none
 * @throws CourseError where the address leads to none
 */
export async function loadManifest(
  { asked, slug }: Pick<AssignmentPlace, "asked" | "slug">,
  entries: Entries,
): Promise<LoadedAssignment | null> {
  if (asked === null) {
    const id = entries.read(chapterEntry(slug));
    return typeof id === "string" ? readKept(entries.read(`homework:${id}`)) : null;
  }
  const address = manifestAddress(asked, new URL(siteUrl(), location.href).href);
  const [, id = ""] = /([a-z0-9-]+)-v\d+\.json$/.exec(address.pathname) ?? [];
  const kept = readKept(entries.read(`homework:${id}`));
  if (kept?.path === address.pathname) return kept;
  const where = "The assignment in the address";
  const answer = await fetch(address).catch(() => null);
  if (answer === null) throw refuse(where, "there is no connection to the site", "Connect, then reload the page.");
  if (!answer.ok) {
    const problem = `there is none at ${address.pathname} (the server answered ${answer.status})`;
    throw refuse(where, problem, "Look whether the link is whole, and tell your teacher if it is.");
  }
  return { path: address.pathname, manifest: readForStudents(await answer.text(), address.pathname) };
}

/** The dates as they are now; null where there are none, and where they cannot be had. */
export async function loadDates(assignment: string): Promise<PublicDates | null> {
  try {
    const answer = await fetch(siteUrl(datesPath(assignment)), { cache: "no-cache" });
    const dates = answer.ok ? readDates(await answer.text(), "dates") : null;
    return dates?.assignment === assignment ? dates : null;
  } catch {
    return null;
  }
}

/** Titles and minutes; null where they cannot be had. */
export async function loadCatalogue(): Promise<Catalogue | null> {
  try {
    const answer = await fetch(siteUrl("exercises.json"));
    return answer.ok ? ((await answer.json()) as Catalogue) : null;
  } catch {
    return null;
  }
}

/** What is wrong with a manifest is the teacher's to repair. */
function readForStudents(text: string, where: string): Manifest {
  try {
    return readManifest(text, where);
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    const [problem = ""] = error.message.split(". ");
    throw new CourseError(`${problem}. Reload the page, and tell your teacher if it stays so.`);
  }
}

function readKept(value: unknown): LoadedAssignment | null {
  if (typeof value !== "object" || value === null || !("path" in value) || !("manifest" in value)) return null;
  try {
    return { path: String(value.path), manifest: readManifest(JSON.stringify(value.manifest), "kept assignment") };
  } catch {
    return null;
  }
}
