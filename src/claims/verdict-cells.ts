import { findUpstream, type GraphCell } from "../notebook/cell-graph.ts";
import type { ChapterCell } from "../notebook/chapter.ts";
import { callsVerdict } from "../notebook/verdict-call.ts";

export interface VerdictCells {
  /** The cell that draws the claim's verdict. */
  readonly verdict: string;
  /** The manual cells that it follows from, in the order of the chapter. */
  readonly manual: readonly string[];
}

type Cell = GraphCell & Pick<ChapterCell, "source" | "run">;

/** What a claim's verdict hangs on; null where no cell gives a verdict on it. */
export function findVerdictCells(cells: readonly Cell[], claimId: string): VerdictCells | null {
  const verdict = cells.find(({ source }) => callsVerdict(source, claimId))?.id;
  if (verdict === undefined) return null;
  const upstream = new Set([verdict, ...findUpstream(cells, verdict)]);
  return { verdict, manual: cells.filter(({ id, run }) => run === "manual" && upstream.has(id)).map(({ id }) => id) };
}
