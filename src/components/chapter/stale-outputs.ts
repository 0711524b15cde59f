import type { Notebook } from "../../host/notebook.ts";
import { findUpstream } from "../../notebook/cell-graph.ts";
import type { ChapterCell } from "../../notebook/chapter.ts";
import { findKnobs, nameKnobs } from "../cell/knob-labels.ts";

/**
 * Marks everything that is drawn from a run that is out of date, however long the way: figures, verdicts, values in
 * sentences. `data-outdated` says why, with the knob's label: "learning rate changed". Style sheets dim what has it and show the words.
 */
export function followStaleness(root: ParentNode, notebook: Notebook, cells: readonly ChapterCell[]): void {
  const knobs = cells.flatMap(({ source }) => findKnobs(source));
  let shown = "";
  let isDue = false;
  const update = () => {
    isDue = false;
    const reasons = new Map(
      notebook.graph.flatMap(({ id, state }) =>
        state.kind === "stale" ? [[id, nameKnobs(state.reason, knobs)] as const] : [],
      ),
    );
    const key = JSON.stringify([...reasons]);
    if (key === shown) return;
    shown = key;
    for (const { id } of notebook.graph) mark(root, id, reasons.get(id) ?? reasonAbove(notebook, reasons, id));
  };
  // Once a frame: a training tells of itself more often.
  const schedule = () => {
    if (!isDue) requestAnimationFrame(update);
    isDue = true;
  };
  notebook.subscribe(schedule);
  schedule();
}

/** Of the nearest run above that is out of date; null where there is none. */
function reasonAbove(notebook: Notebook, reasons: ReadonlyMap<string, string>, id: string): string | null {
  if (reasons.size === 0) return null;
  const above = findUpstream(notebook.graph, id).find((each) => reasons.has(each));
  return above === undefined ? null : (reasons.get(above) ?? null);
}

function mark(root: ParentNode, id: string, reason: string | null): void {
  const element = root.querySelector(`[data-cell="${CSS.escape(id)}"]`);
  for (const each of [element, element?.querySelector(":scope > .cell-output")]) {
    if (reason === null) each?.removeAttribute("data-outdated");
    else each?.setAttribute("data-outdated", reason);
  }
}
