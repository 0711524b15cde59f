import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { leastSeeds, summarize } from "../claims/margin.ts";
import type { Claim } from "../notebook/chapter.ts";

/** What `npm run claims -- --reference` measured of one claim, over seeds that the page does not use. */
export interface RecordedReference {
  /** Of the verdict's cell and of all that it follows from, as in recordings; another hash means other cells. */
  readonly sourceHash: string;
  /** Day of the last measurement, and what it was computed on. */
  readonly date: string;
  readonly engine: string;
  /** By seed, to four digits; "Infinity" where a run diverged. */
  readonly effects: Readonly<Record<string, number | string>>;
}

/** By the claim's id. */
export type References = Readonly<Record<string, RecordedReference>>;

/** @param root the project's folder */
export function referenceFile(slug: string, root = process.cwd()): string {
  return resolve(root, "src/claims/references", `${slug}.json`);
}

/** A chapter without a file has no references. */
export function readReferences(slug: string, root?: string): References {
  const file = referenceFile(slug, root);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as References) : {};
}

function effectsOf({ effects }: RecordedReference): number[] {
  return Object.values(effects).map(Number);
}

/** The claims, each with what its reference says; one that is not measured over enough seeds yet says nothing. */
export function withReferences(claims: readonly Claim[], references: References): Claim[] {
  return claims.map((claim) => {
    const recorded = references[claim.id];
    const effects = recorded === undefined ? [] : effectsOf(recorded);
    return effects.length < leastSeeds ? claim : { ...claim, reference: summarize(claim, effects) };
  });
}
