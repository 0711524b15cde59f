import type { ChapterCell } from "../../notebook/chapter.ts";
import type { CellState } from "./cell-state.ts";
import type { HostedCell } from "./hosted-cell.ts";
import type { EditStanding } from "../reader/reader-state.ts";

/** Everything that a page shows about a cell besides its output. */
export interface CellView extends EditStanding {
  readonly state: CellState;
  readonly source: string;
  /** What the chapter brings; empty for a cell of the reader's own. */
  readonly published: string;
  readonly run: ChapterCell["run"];
  readonly mode: ChapterCell["mode"];
  /** The reader's own: there is nothing published that it differs from. */
  readonly added: boolean;
  readonly edited: boolean;
  /** The reader's own run of it outlives the page, and can be deleted. */
  readonly isKept: boolean;
  /** Its inputs do not stand as published. */
  readonly isAnswered: boolean;
}

export function viewCell(
  { state, text }: HostedCell,
  added: boolean,
  standing: EditStanding & Pick<CellView, "isKept" | "isAnswered">,
): CellView {
  const { source, published } = text;
  const { run, mode } = published;
  const edited = !added && source !== published.source;
  return { state, source, published: published.source, run, mode, added, edited, ...standing };
}
