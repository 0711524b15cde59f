import { sumOf } from "../../src/core/statistics.ts";
import type { RecordedReference } from "../../src/course/claim-references.ts";
import type { Chapter } from "../../src/notebook/chapter.ts";
import type { ClaimsOptions } from "../claims/options.ts";
import { groupClaims, planClaim, takeShard, type PlannedClaim } from "../claims/plan.ts";
import { agree } from "../replay/compare.ts";
import { prepareNode } from "../replay/prepare-node.ts";
import type { MeasuredSeed } from "./measure-seed.ts";
import { hashFor, keepEffect, keepReference, keptReference } from "./keep-reference.ts";

/**
 * Seeds that no page uses (those begin at 1, and readers are asked to go on with 6 to 15), and that no setting of a
 * chapter was tried with (those began at 101).
 */
export const referenceSeeds: readonly number[] = Array.from({ length: 20 }, (_, at) => 201 + at);

/** Claims that follow from the same trainings. */
interface Group {
  readonly claims: readonly PlannedClaim[];
  readonly seconds: number;
}

/**
 * Measures what is missing of the claims' references, in Node, cheapest trainings first. Every seed is kept as soon as
 * it is known, so that a run which is ended goes on next time. Where cells have changed, the first seed is measured
 * again: if its effects are what they were, the others are taken to be so too, else all are measured anew. Parts of
 * the whole can be measured side by side, as no two have a training in common.
 * @param seconds what each training cell takes, as far as that is known
 */
export async function measureReferences(
  chapters: readonly Chapter[],
  { claims, shard }: Pick<ClaimsOptions, "claims" | "shard">,
  seconds: ReadonlyMap<string, number>,
): Promise<void> {
  await prepareNode();
  const all = chapters.flatMap((chapter) => groupsOf(chapter, claims, seconds).map((group) => ({ chapter, group })));
  const mine = takeShard(all, ({ group }) => group.seconds, shard);
  for (const { chapter, group } of mine.sort((a, b) => a.group.seconds - b.group.seconds))
    await measureGroup(chapter, group.claims);
}

function groupsOf(chapter: Chapter, wanted: ClaimsOptions["claims"], seconds: ReadonlyMap<string, number>): Group[] {
  const chosen = chapter.claims.filter(({ id, badge }) => badge === "reproduced" && (wanted?.includes(id) ?? true));
  return groupClaims(chosen.map((claim) => planClaim(chapter, claim))).map(({ claims, cells }) => ({
    claims,
    seconds: sumOf([...cells], (cell) => seconds.get(cell) ?? 10),
  }));
}

async function measureGroup(chapter: Chapter, claims: readonly PlannedClaim[]): Promise<void> {
  const { measureSeed } = await import("./measure-seed.ts");
  await checkChanged(chapter, claims);
  for (const seed of referenceSeeds) {
    const open = claims.filter((claim) => keptReference(chapter, claim)?.effects[seed] === undefined);
    if (open.length === 0) continue;
    const startMs = performance.now();
    const measured = await measureSeed(chapter, open, seed);
    for (const claim of open) keepSeed(chapter, claim, seed, measured);
    tell(
      `seed ${seed}: ${[...measured.effects].map(([id, effect]) => `${id} ${keepEffect(effect)}`).join(", ")}`,
      startMs,
    );
  }
}

/** Renews or forgets what was measured with other cells. */
async function checkChanged(chapter: Chapter, claims: readonly PlannedClaim[]): Promise<void> {
  const changed = claims.filter((claim) => {
    const kept = keptReference(chapter, claim);
    return kept !== null && kept.sourceHash !== hashFor(chapter, claim);
  });
  const [first] = referenceSeeds;
  if (changed.length === 0 || first === undefined) return;
  const { measureSeed } = await import("./measure-seed.ts");
  const { effects, engine } = await measureSeed(chapter, changed, first);
  for (const claim of changed) {
    const { effects: known, ...kept } = keptReference(chapter, claim) as RecordedReference;
    const effect = effects.get(claim.claim.id) ?? NaN;
    const isSame = agree(Number(known[first]), effect);
    tell(`${claim.claim.id}: its cells have changed, its effect has ${isSame ? "not" : "too"}`);
    const renewed = isSame ? known : { [first]: keepEffect(effect) };
    keepReference(chapter, claim, { ...kept, sourceHash: hashFor(chapter, claim), engine, effects: renewed });
  }
}

function keepSeed(chapter: Chapter, claim: PlannedClaim, seed: number, { effects, engine }: MeasuredSeed): void {
  const kept = keptReference(chapter, claim);
  keepReference(chapter, claim, {
    sourceHash: hashFor(chapter, claim),
    date: new Date().toISOString().slice(0, 10),
    engine,
    effects: { ...kept?.effects, [seed]: keepEffect(effects.get(claim.claim.id) ?? NaN) },
  });
}

function tell(words: string, startMs?: number): void {
  const took = startMs === undefined ? "" : ` (${((performance.now() - startMs) / 1000).toFixed(1)} s)`;
  process.stdout.write(`${words}${took}\n`);
}
