import type { RecordedVerdict } from "../claims/recorded-verdicts.ts";
import { thresholdWords } from "../claims/verdict-words.ts";
import type { LedgerRow } from "../claims/registry/ledger-row.ts";
import type { ChapterText } from "../claims/row-evidence.ts";
import type { Heading } from "../notebook/chapter.ts";
import { outline, type OutlineEntry } from "./course-outline.ts";

/** A chapter that readers can open. */
export interface OpenChapter extends ChapterText {
  readonly headings: readonly Heading[];
  /** Of its recorded runs, by claim. */
  readonly verdicts: ReadonlyMap<string, RecordedVerdict>;
}

/** An experiment or a live cell that shows a row. */
export interface ListedExperiment {
  /** "E-D1", or "live cell slopePlot". */
  readonly name: string;
  /** Path within the site; null where its chapter is not there yet. */
  readonly path: string | null;
  /** Null where nothing is judged. */
  readonly verdict: RecordedVerdict | null;
  /** What was measured, with the threshold; null where nothing is judged. */
  readonly measure: string | null;
}

/** Where a row is treated. */
export interface ListedPlace {
  /** "Chapter 1, Three slopes". */
  readonly words: string;
  /** Path within the site; null where the chapter is not there yet. */
  readonly path: string | null;
}

export interface ListedRow {
  readonly row: LedgerRow;
  readonly experiments: readonly ListedExperiment[];
  readonly places: readonly ListedPlace[];
}

/** The rows of the registry under the chapter that treats them first, with what the open chapters have for them. */
export function listClaims(
  ledger: readonly LedgerRow[],
  chapters: readonly OpenChapter[],
): { readonly entry: OutlineEntry; readonly isOpen: boolean; readonly rows: readonly ListedRow[] }[] {
  return outline.map((entry) => ({
    entry,
    isOpen: chapters.some(({ slug }) => slug === entry.slug),
    rows: ledger.filter((row) => homeOf(row, ledger) === entry.slug).map((row) => listRow(row, chapters)),
  }));
}

export function listRow(row: LedgerRow, chapters: readonly OpenChapter[]): ListedRow {
  return {
    row,
    experiments: [...listBoxes(row, chapters), ...listCells(row, chapters), ...listMissing(row, chapters)],
    places: row.places.map((place) => listPlace(row, place, chapters)),
  };
}

/** What teaches nothing stands with the rows that it was taken down with. */
function homeOf(row: LedgerRow, ledger: readonly LedgerRow[]): string | undefined {
  const placed =
    row.places.length > 0 ? row : ledger.find(({ id, places }) => id[0] === row.id[0] && places.length > 0);
  return placed?.places[0]?.replace(/#.*$/, "");
}

const notJudged = { verdict: null, measure: null } as const;

function listBoxes({ id: row }: LedgerRow, chapters: readonly OpenChapter[]): ListedExperiment[] {
  return chapters.flatMap(({ slug, claims, verdicts }) =>
    claims
      .filter(({ rows }) => rows.includes(row))
      .map((claim) => ({
        name: claim.id,
        path: `${slug}/#${claim.id}`,
        verdict: verdicts.get(claim.id) ?? null,
        measure: `${claim.measure}; to hold it must be ${thresholdWords(claim)}`,
      })),
  );
}

function listCells({ derivedIn = [] }: LedgerRow, chapters: readonly OpenChapter[]): ListedExperiment[] {
  const places = derivedIn.map((place) => place.split("#")).filter(([slug]) => isOpen(slug, chapters));
  return places.map(([slug, cell]) => ({ name: `live cell ${cell}`, path: `${slug}/#cell-${cell}`, ...notJudged }));
}

/** Experiments of the registry that no open chapter has. One that a chapter has for other rows says nothing on this one. */
function listMissing({ experiments }: LedgerRow, chapters: readonly OpenChapter[]): ListedExperiment[] {
  const built = chapters.flatMap(({ claims }) => claims.map(({ id }) => id));
  const missing = experiments.filter((name) => !built.some((id) => id === name || id.startsWith(`${name}-`)));
  return missing.map((name) => ({ name, path: null, ...notJudged }));
}

function listPlace(row: LedgerRow, place: string, chapters: readonly OpenChapter[]): ListedPlace {
  const [slug = "", section] = place.split("#");
  const entry = outline.find((each) => each.slug === slug);
  const name = entry === undefined || /^\d/.test(entry.label) ? `Chapter ${entry?.label}` : entry.label;
  const chapter = chapters.find((each) => each.slug === slug);
  if (!chapter) return { words: `${name}, ${entry?.title}`, path: null };
  const heading = section === undefined ? headingOf(row, chapter) : chapter.headings.find(({ id }) => id === section);
  return heading
    ? { words: `${name}, ${heading.text}`, path: `${slug}/#${heading.id}` }
    : { words: name, path: `${slug}/` };
}

/** The heading of the text that names the row first. */
function headingOf({ id }: LedgerRow, { html, headings }: OpenChapter): Heading | undefined {
  const named = html.search(new RegExp(`data-(?:marks|rows)="(?:[^"]*\\s)?${id}[\\s"]`));
  const before = [...html.slice(0, Math.max(0, named)).matchAll(/<h[23][^<>]*\sid="([^"]*)"/g)];
  return headings.find((heading) => heading.id === before.at(-1)?.[1]);
}

function isOpen(slug: string | undefined, chapters: readonly OpenChapter[]): boolean {
  return chapters.some((chapter) => chapter.slug === slug);
}
