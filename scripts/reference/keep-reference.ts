import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { readReferences, referenceFile, type RecordedReference } from "../../src/course/claim-references.ts";
import { upstreamHash } from "../../src/notebook/cell-hashes.ts";
import type { Chapter } from "../../src/notebook/chapter.ts";
import type { PlannedClaim } from "../claims/plan.ts";
import { writeWholeFile } from "../write-whole-file.ts";

/** What a claim's reference has to carry to be one of the present cells. */
export function hashFor({ cells }: Chapter, { verdict }: PlannedClaim): string {
  return upstreamHash(cells, verdict);
}

/** The claim's reference as it is kept; null where there is none. */
export function keptReference({ slug }: Chapter, { claim }: PlannedClaim): RecordedReference | null {
  return readReferences(slug)[claim.id] ?? null;
}

/** Writes one claim's reference into its chapter's file: a line for each claim, in the order of the chapter. */
export function keepReference(chapter: Chapter, { claim }: PlannedClaim, reference: RecordedReference): void {
  const all = { ...readReferences(chapter.slug), [claim.id]: reference };
  const known = chapter.claims.flatMap(({ id }) => (all[id] === undefined ? [] : [[id, all[id]] as const]));
  const lines = known.map(([id, each]) => `${JSON.stringify(id)}: ${JSON.stringify(each)}`);
  const file = referenceFile(chapter.slug);
  mkdirSync(dirname(file), { recursive: true });
  writeWholeFile(file, `{\n${lines.join(",\n")}\n}\n`);
}

/** As many digits as recordings keep; JSON knows no infinity. */
export function keepEffect(effect: number): number | string {
  return Number.isFinite(effect) ? Number(effect.toPrecision(4)) : String(effect);
}
