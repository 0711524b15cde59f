import { judge, type Judgement } from "../../src/claims/judge.ts";
import type { Claim } from "../../src/notebook/chapter.ts";

/** What came out for one claim. */
export interface ClaimResult {
  readonly claim: Claim;
  /** One of each seed. */
  readonly effects: readonly number[];
  readonly judgement: Judgement;
  /** Whether it came out as the chapter says. */
  readonly asStated: boolean;
  /** Of all its training cells, which other claims may share. */
  readonly seconds: number;
  readonly cells: readonly string[];
}

export interface ChapterResult {
  readonly slug: string;
  readonly number: number;
  readonly claims: readonly ClaimResult[];
  readonly cells: readonly CellResult[];
}

export interface CellResult {
  readonly cell: string;
  readonly seconds: number;
  /** What it was computed on; "none" where nothing was trained. */
  readonly engine: string;
}

export function resultOf(
  claim: Claim,
  effects: readonly number[],
  { seconds, cells }: Pick<ClaimResult, "seconds" | "cells">,
): ClaimResult {
  const judgement = judge(claim, effects);
  const stated = claim.states ?? "holds";
  return { claim, effects, judgement, asStated: stated === "open" || judgement.verdict === stated, seconds, cells };
}

/** As JSON, which knows neither NaN nor Infinity: those are written as words. */
export function toJson(results: readonly ChapterResult[], facts: Readonly<Record<string, unknown>>): string {
  const spell = (_: string, value: unknown): unknown =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  return `${JSON.stringify({ ...facts, chapters: results }, spell, 1)}\n`;
}
