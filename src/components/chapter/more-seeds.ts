import { htmlElement } from "../../browser/elements.ts";
import { loadPart } from "../../browser/load-part.ts";
import type { RecordingCard } from "../../claims/recording-card.ts";
import { findVerdictCells, type VerdictCells } from "../../claims/verdict-cells.ts";
import { formatDuration } from "../cell/cell-words.ts";
import { attempt } from "../site/part-notice.ts";
import type { Notebook } from "../../host/notebook.ts";
import type { ChapterCell, Claim } from "../../notebook/chapter.ts";

/** Seeds that a reader goes on with: those up to 5 are the chapters' own, and references begin far beyond. */
export const moreSeeds: readonly number[] = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

interface ChapterFacts {
  readonly cells: readonly ChapterCell[];
  readonly claims: readonly Claim[];
  readonly recordings: Readonly<Record<string, RecordingCard>>;
}

/** Puts a button below the verdict of every claim that other seeds can bear out: it goes on with seeds 6 to 15. */
export function connectMoreSeeds(root: ParentNode, notebook: Notebook, chapter: ChapterFacts): void {
  const seedCell = chapter.cells.find(({ compiled }) => compiled.outputs.includes("seeds"));
  if (seedCell === undefined) return;
  for (const claim of chapter.claims.filter(({ badge }) => badge === "reproduced")) {
    const cells = findVerdictCells(chapter.cells, claim.id);
    const place = cells && root.querySelector(`notebook-cell[data-cell="${CSS.escape(cells.verdict)}"]`);
    if (!cells || !place) continue;
    const button = htmlElement("button", { class: "cell-button more-seeds", type: "button" }, "More seeds");
    button.title = describe(cells, chapter.recordings);
    const request = { seedCell: seedCell.id, cells, button };
    button.addEventListener("click", () => void attempt(button, () => goOn(notebook, request)));
    place.after(button);
  }
}

interface Request {
  readonly seedCell: string;
  readonly cells: VerdictCells;
  readonly button: HTMLButtonElement;
}

/** An edit of the reader's, so that it can be seen, and undone by Reset; then the runs that the verdict needs. */
async function goOn(notebook: Notebook, { seedCell, cells, button }: Request): Promise<void> {
  button.disabled = true;
  try {
    const text = await withMoreSeeds(notebook.view(seedCell).source);
    if (text !== null) await notebook.edit(seedCell, text);
    for (const id of cells.manual) await notebook.runWithNeeded(id);
  } finally {
    button.disabled = false;
  }
}

/** @returns the text of the cell with these seeds behind its own; null where it has them, or defines seeds otherwise */
export async function withMoreSeeds(source: string): Promise<string | null> {
  const load = () => import("../../notebook/replace-initializers.ts");
  const { replaceInitializers } = await loadPart("What adds the seeds", load);
  const added = moreSeeds.join(", ");
  if (source.includes(added)) return null;
  const { names, text } = replaceInitializers(source, (name, value) =>
    name === "seeds" ? `[...${value}, ${added}]` : null,
  );
  return names.length === 0 ? null : text;
}

function describe({ manual }: VerdictCells, recordings: ChapterFacts["recordings"]): string {
  const words = "Goes on with seeds 6 to 15, and judges all of them together";
  const ms = manual.reduce((sum, id) => sum + millisecondsPerSeed(recordings[id]), 0) * (moreSeeds.length + 3);
  return ms === 0 ? `${words}.` : `${words}: about ${formatDuration(ms)}.`;
}

/** What the recorded run took for each of its seeds; 0 of what is no training. */
function millisecondsPerSeed(recording: RecordingCard | undefined): number {
  return recording === undefined || recording.seeds === 0 ? 0 : recording.elapsedMs / recording.seeds;
}
