import { sumOf } from "../../src/core/statistics.ts";
import { formatExact, formatNumber } from "../../src/charts/frame/number-format.ts";
import type { Judgement } from "../../src/claims/judge.ts";
import type { Claim } from "../../src/notebook/chapter.ts";
import { alignColumns } from "../bench/table.ts";
import type { ChapterResult, ClaimResult } from "./results.ts";

const titles = ["claim", "effect", "spread", "each seed", "threshold", "verdict", "as stated", "seconds"];

/** One row for each claim. Seconds are of all training cells that it needs, which others may share. */
export function printTable({ number, slug, claims, cells }: ChapterResult): string {
  const head = `Chapter ${number}, ${slug}`;
  if (claims.length === 0) return `${head}: no claims were run\n`;
  const total = sumOf(cells, ({ seconds }) => seconds);
  const rows = alignColumns([titles, ...claims.map(rowOf)], 0);
  return `${head}: ${cells.length} training cells, ${total.toFixed(0)} s\n${rows.join("\n")}\n`;
}

function rowOf({ claim, effects, judgement, asStated, seconds }: ClaimResult): string[] {
  return [
    claim.id,
    meanOf(judgement),
    judgement.finite > 1 ? formatNumber(judgement.spread, 2) : "–",
    effects.map((effect) => formatNumber(effect)).join(" ") || "–",
    thresholdOf(claim),
    judgement.verdict,
    asStated ? "yes" : `NO: ${claim.states ?? "holds"}`,
    seconds.toFixed(1),
  ];
}

function meanOf({ finite, count, mean }: Judgement): string {
  if (count === 0) return "–";
  return finite === 0 ? "infinite" : formatNumber(mean);
}

function thresholdOf({ atLeast, atMost }: Claim): string {
  return atLeast === undefined ? `≤ ${formatExact(atMost ?? NaN)}` : `≥ ${formatExact(atLeast)}`;
}

/** The last line: whether every verdict is the one that its chapter states. */
export function printSummary(results: readonly ChapterResult[]): string {
  const claims = results.flatMap((result) => result.claims);
  if (claims.length === 0) return "";
  const others = claims.filter(({ asStated }) => !asStated).map(({ claim }) => claim.id);
  if (others.length === 0) return `${claims.length} of ${claims.length} verdicts are as the chapters state.\n`;
  return `${others.length} of ${claims.length} verdicts are not as the chapters state: ${others.join(", ")}.\n`;
}
