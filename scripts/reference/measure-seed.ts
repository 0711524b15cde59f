import type { Chapter } from "../../src/notebook/chapter.ts";
import { engineOf } from "../claims/keep-recording.ts";
import type { PlannedClaim } from "../claims/plan.ts";
import { withNames } from "../claims/with-names.ts";
import { ChapterCells } from "../replay/chapter-cells.ts";
import { replayCell } from "../replay/replay-cell.ts";

export interface MeasuredSeed {
  /** By the claim's id. */
  readonly effects: ReadonlyMap<string, number>;
  /** What trained; "none" where nothing is trained. */
  readonly engine: string;
}

/**
 * What the chapter's own cells find for one seed that stands in the place of the chapter's. Call `prepareNode` first.
 * @param claims such as share their training cells
 * @param names other values for names that the cells define, besides `seeds`
 */
export async function measureSeed(
  chapter: Chapter,
  claims: readonly PlannedClaim[],
  seed: number,
  names: Readonly<Record<string, unknown>> = {},
): Promise<MeasuredSeed> {
  const effects = new Map<string, number>();
  const verdict = (id: string, given: readonly number[] | number): void => {
    effects.set(id, typeof given === "number" ? given : (given[0] ?? NaN));
  };
  const changed = withNames(chapter, { ...names, seeds: [seed] });
  const values: Record<string, unknown> = {};
  const cells = new ChapterCells(changed, values, { verdict });
  const needed = new Set(claims.flatMap((claim) => claim.cells));
  for (const cell of changed.cells) if (needed.has(cell.id)) values[cell.id] = await replayCell(cells, cell, null);
  const verdicts = new Set(claims.map(({ verdict: id }) => id));
  for (const cell of changed.cells) if (verdicts.has(cell.id)) await cells.evaluate(cell);
  const engines = Object.values(values).map(engineOf);
  return { effects, engine: engines.find((engine) => engine !== "none") ?? "none" };
}
