import { dealOut } from "../../src/core/deal-out.ts";
import { sumOf } from "../../src/core/statistics.ts";
import { refuse } from "../../src/core/errors.ts";
import { findVerdictCells } from "../../src/claims/verdict-cells.ts";
import type { Chapter, Claim } from "../../src/notebook/chapter.ts";
import type { ClaimsOptions, Shard } from "./options.ts";

/** A claim with the training cells that its verdict follows from, in the order of the chapter. */
export interface PlannedClaim {
  readonly claim: Claim;
  readonly cells: readonly string[];
  /** The cell that draws its verdict. */
  readonly verdict: string;
}

/** What is to be run of one chapter. */
export interface ChapterPlan {
  readonly claims: readonly PlannedClaim[];
  /** Manual cells, each once, in the order of the chapter. */
  readonly cells: readonly string[];
}

type Wishes = Pick<ClaimsOptions, "claims" | "cells" | "size" | "record" | "shard">;

/**
 * Decides which cells of a chapter are run. Claims that share a training stay in one shard, so that nothing is trained
 * twice; when recording, training cells that no claim needs are run too.
 * @param seconds how long each cell takes, as far as that is known
 * @throws CourseError if a claim has no verdict in the chapter
 */
export function planChapter(chapter: Chapter, wishes: Wishes, seconds: ReadonlyMap<string, number>): ChapterPlan {
  const claims = chooseClaims(chapter, wishes).map((claim) => planClaim(chapter, claim));
  const manual = chapter.cells.filter(({ run }) => run === "manual").map(({ id }) => id);
  const needed = new Set(claims.flatMap(({ cells }) => cells));
  const wanted = wishes.cells ?? (wishes.record && wishes.claims === null ? manual : []);
  const others = manual.filter((id) => wanted.includes(id) && !needed.has(id));
  const groups = [...groupClaims(claims), ...others.map((id) => ({ claims: [], cells: new Set([id]) }))];
  const costOf = ({ cells }: Group): number => sumOf([...cells], (id) => seconds.get(id) ?? 10);
  const chosen = takeShard(groups, costOf, wishes.shard);
  const cells = new Set(chosen.flatMap((group) => [...group.cells]));
  const mine = new Set(chosen.flatMap((group) => group.claims));
  return { claims: claims.filter((each) => mine.has(each)), cells: manual.filter((id) => cells.has(id)) };
}

/** In the small setting only what shows something there. */
function chooseClaims({ claims }: Chapter, { claims: wanted, size }: Wishes): readonly Claim[] {
  return claims.filter(({ id, fullOnly }) => (wanted?.includes(id) ?? true) && !(size === "small" && fullOnly));
}

/** @throws CourseError if no cell of the chapter gives a verdict on the claim */
export function planClaim({ cells, slug }: Chapter, claim: Claim): PlannedClaim {
  const found = findVerdictCells(cells, claim.id);
  if (found !== null) return { claim, cells: found.manual, verdict: found.verdict };
  const problem = `no cell of ${slug} calls verdict("${claim.id}", …)`;
  throw refuse("npm run claims", problem, "Add one to the claim's box.");
}

export interface Group {
  readonly claims: PlannedClaim[];
  readonly cells: Set<string>;
}

/** Claims that have a cell in common belong together. */
export function groupClaims(claims: readonly PlannedClaim[]): Group[] {
  let groups: Group[] = [];
  for (const claim of claims) {
    const related = groups.filter(({ cells }) => claim.cells.some((id) => cells.has(id)));
    const merged: Group = {
      claims: [...related.flatMap((group) => group.claims), claim],
      cells: new Set([...related.flatMap((group) => [...group.cells]), ...claim.cells]),
    };
    groups = [...groups.filter((group) => !related.includes(group)), merged];
  }
  return groups;
}

/**
 * One part of what is to be trained: the longest first, each to the part that has the least to do.
 * @param costOf seconds, as far as they are known
 */
export function takeShard<T>(groups: readonly T[], costOf: (group: T) => number, { index, count }: Shard): T[] {
  return [...(dealOut(groups, costOf, count)[index - 1] ?? [])];
}
