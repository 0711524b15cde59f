import type { Claim } from "../notebook/chapter.ts";
import type { LedgerRow } from "./registry/ledger-row.ts";

/** A chapter that rows are placed in, as the compiler made it. */
export interface ChapterText {
  readonly slug: string;
  readonly html: string;
  readonly claims: readonly Claim[];
}

export interface Evidence {
  readonly kind: "reported" | "derived" | "reproduced" | "explained";
  /** The kind in words that are true here: "not reproduced here" where the chapter says so of the experiment. */
  readonly words: string;
  /** Papers with their places, or what shows it; empty where the text itself is the derivation. */
  readonly detail: string;
  /** The id that `detail` leads to in this chapter; null for papers. */
  readonly target: string | null;
}

/**
 * What a piece of prose about these rows rests on: the papers, and the nearest claim box or cell of the section that it
 * stands in. Boxes elsewhere in the chapter count only where there would be nothing else, since a table of reported
 * numbers is not reproduced by an experiment further down on something smaller.
 * @param at where the prose stands in the chapter's HTML
 */
export function readEvidence(rows: readonly LedgerRow[], chapter: ChapterText, at: number): Evidence[] {
  const papers = citePapers(rows);
  const reported: Evidence[] =
    papers === "" ? [] : [{ kind: "reported", words: "reported", detail: papers, target: null }];
  const shown = findShown(rows, chapter).sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at));
  const section = sectionOf(chapter.html, at);
  const near = shown.filter((each) => sectionOf(chapter.html, each.at) === section);
  const counted = near.length > 0 || reported.length > 0 ? near : shown.slice(0, 1);
  const nearest = counted.filter(({ kind }, index) => counted.findIndex((each) => each.kind === kind) === index);
  const here = nearest.map(({ kind, words, id, name, at: place }): Evidence => {
    return { kind, words, detail: name ?? `the cell ${place < at ? "above" : "below"}`, target: id };
  });
  const all = [...reported, ...here];
  return all.length > 0 ? all : [{ kind: "explained", words: "explained here", detail: "", target: null }];
}

interface Shown {
  readonly kind: "derived" | "reproduced";
  readonly words: string;
  readonly id: string;
  /** Null for a cell, which has none that a reader would know. */
  readonly name: string | null;
  readonly at: number;
}

function findShown(rows: readonly LedgerRow[], { slug, html, claims }: ChapterText): Shown[] {
  const boxes = claims.flatMap(({ id, rows: answered, badge, states }): Shown[] => {
    if (badge === "reported" || !rows.some((row) => answered.includes(row.id))) return [];
    return [{ kind: badge, words: shownWords(badge, states), id, name: id, at: placeOf(html, id) }];
  });
  const cells = rows
    .flatMap(({ derivedIn = [] }) => derivedIn)
    .map((place) => place.split("#"))
    .filter(([chapter]) => chapter === slug)
    .map(([, cell = ""]): Shown => {
      const id = `cell-${cell}`;
      return { kind: "derived", words: "derived here", id, name: null, at: placeOf(html, id) };
    });
  return [...boxes, ...cells];
}

function shownWords(badge: "derived" | "reproduced", states: Claim["states"]): string {
  if (states === "does-not-hold") return `not ${badge} here`;
  return states === "open" ? "tried here" : `${badge} here`;
}

/** Every paper of these rows once, with the longest list of places in it. */
export function citePapers(rows: readonly LedgerRow[]): string {
  const cited = new Map<string, string>();
  for (const paper of rows.flatMap(({ paper }) => paper?.split("; ") ?? [])) {
    const document = paper.replace(/,.*$/, "");
    if (paper.length > (cited.get(document)?.length ?? 0)) cited.set(document, paper);
  }
  return [...cited.values()].join("; ");
}

function placeOf(html: string, id: string): number {
  return html.indexOf(` id="${id}"`);
}

/** Where the heading stands that a place belongs to. */
function sectionOf(html: string, at: number): number {
  return [...html.matchAll(/<h[2-6][\s>]/g)].findLast(({ index }) => index <= at)?.index ?? -1;
}
