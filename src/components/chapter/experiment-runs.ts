import { htmlElement } from "../../browser/elements.ts";
import type { RecordingCard } from "../../claims/recording-card.ts";
import { findVerdictCells } from "../../claims/verdict-cells.ts";
import type { Notebook } from "../../host/notebook.ts";
import type { ChapterCell, Claim } from "../../notebook/chapter.ts";
import { formatAbout } from "../cell/cell-words.ts";
import { NotebookCell } from "../cell/notebook-cell.ts";
import { textButton } from "../site/buttons.ts";
import { attempt } from "../site/part-notice.ts";

interface ChapterFacts {
  readonly cells: readonly ChapterCell[];
  readonly claims: readonly Claim[];
  readonly recordings: Readonly<Record<string, RecordingCard>>;
}

/**
 * Puts what runs an experiment beside its figure, below the verdict, with its price: the bars of the training cells that
 * stand in the box, or a button for those that stand elsewhere.
 * @param origins where each box says, before the guess, whose run the outcome is of
 */
export function connectExperimentRuns(
  root: Document,
  notebook: Notebook,
  { cells, claims, recordings }: ChapterFacts,
  origins: ReadonlyMap<string, HTMLElement>,
): void {
  for (const { id } of claims) {
    const box = root.querySelector<HTMLElement>(`section.experiment[data-claim="${CSS.escape(id)}"]`);
    const needed = findVerdictCells(cells, id)?.manual ?? [];
    const side = box?.querySelector(".experiment-side");
    if (!box || !side || needed.length === 0) continue;
    const place = htmlElement("div", { class: "experiment-run" });
    side.append(place);
    const inside = [...box.querySelectorAll("notebook-cell")].filter(
      (cell): cell is NotebookCell => cell instanceof NotebookCell && cell.dataset["run"] === "manual",
    );
    for (const cell of inside) cell.placeBar(place, `Run it yourself${price([cell.cellId], recordings)}`);
    const elsewhere = needed.filter((cell) => !inside.some(({ cellId }) => cellId === cell));
    if (inside.length === 0) place.append(runButton(notebook, id, elsewhere, price(elsewhere, recordings)));
    const origin = origins.get(id);
    if (origin) followOrigin(origin, notebook, needed);
  }
}

function runButton(notebook: Notebook, claimId: string, cells: readonly string[], words: string): HTMLButtonElement {
  const button = textButton("cell-button experiment-run-button", `Run it yourself${words}`, () => {
    void attempt(button, async () => {
      for (const id of cells) await notebook.runWithNeeded(id);
    });
  });
  button.setAttribute("aria-label", `${button.textContent}: what ${claimId} needs`);
  button.title = `Trains ${cells.join(", ")}, which stand${cells.length === 1 ? "s" : ""} in another experiment.`;
  return button;
}

/** ` · about 20 s`, as the recorded runs took it; nothing where that is not known. */
function price(cells: readonly string[], recordings: ChapterFacts["recordings"]): string {
  const ms = cells.reduce((sum, id) => sum + (recordings[id]?.elapsedMs ?? 0), 0);
  return ms < 500 ? "" : ` · about ${formatAbout(ms)}`;
}

/** The outcome behind a question is of the recorded run, of the reader's own, or of both. */
function followOrigin(place: HTMLElement, notebook: Notebook, needed: readonly string[]): void {
  const show = () => {
    const own = needed.filter((id) => notebook.state(id).kind !== "recorded").length;
    const words =
      own === 0 ? "the recorded run" : own === needed.length ? "your own run" : "your own run and the recorded one";
    const text = `Behind it: how it came out in ${words}.`;
    if (place.textContent !== text) place.textContent = text;
  };
  notebook.subscribe((id) => {
    if (place.isConnected && needed.includes(id)) show();
  });
  show();
}
