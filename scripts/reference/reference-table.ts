import { formatExact, formatNumber } from "../../src/charts/frame/number-format.ts";
import { leastShare } from "../../src/claims/judge.ts";
import { leastMargin, leastSeeds, marginOf, safeThreshold } from "../../src/claims/margin.ts";
import type { Chapter, Claim } from "../../src/notebook/chapter.ts";
import { alignColumns } from "../bench/table.ts";

const titles = ["claim", "seeds", "mean", "deviation", "weakest", "met", "threshold", "margin", "safe threshold"];

/** One row for each claim that is reproduced, and whether all of them have margins that are wide enough. */
export function printReferences(chapters: readonly Chapter[]): { readonly table: string; readonly isSafe: boolean } {
  const claims = chapters.flatMap((chapter) => chapter.claims.filter(({ badge }) => badge === "reproduced"));
  const rows = alignColumns([titles, ...claims.map(rowOf)], 0);
  return { table: `\n${rows.join("\n")}\n`, isSafe: claims.every(isWide) };
}

/** Whether a claim has a reference of enough seeds and a threshold far enough from its mean, or its sign often enough. */
export function isWide(claim: Claim): boolean {
  const { reference } = claim;
  if (reference === undefined || reference.seeds < leastSeeds) return false;
  return claim.bySign ? reference.met >= leastShare * reference.seeds : marginOf(claim, reference) >= leastMargin;
}

function rowOf(claim: Claim): string[] {
  const { id, reference, atLeast, atMost, quotient } = claim;
  const threshold = atLeast === undefined ? `≤ ${formatExact(atMost ?? NaN)}` : `≥ ${formatExact(atLeast)}`;
  if (reference === undefined) return [id, "none", "–", "–", "–", "–", threshold, "–", "–"];
  const { seeds, mean, deviation, weakest, met } = reference;
  return [
    id,
    String(seeds),
    formatNumber(mean),
    quotient ? `×/÷ ${formatNumber(Math.exp(deviation))}` : formatNumber(deviation, 2),
    formatNumber(weakest),
    `${met} of ${seeds}`,
    threshold,
    marginOf(claim, reference).toFixed(1),
    claim.states === "does-not-hold" ? "–" : formatNumber(safeThreshold(claim, reference)),
  ];
}
