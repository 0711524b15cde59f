import type { CellView } from "../../host/cell/cell-view.ts";
import { describeState } from "../cell/cell-words.ts";

/**
 * How a cell's last run went, for an export: whose result it is, and whether it was still being made.
 * @param nowMs `performance.now()`, for the elapsed time of a run
 * @returns null for an automatic cell that is up to date
 */
export function exportNote(view: CellView, nowMs: number): string | null {
  const { state, run } = view;
  const { word, detail } = describeState(view, nowMs);
  switch (state.kind) {
    case "error": {
      const line = state.error.line === null ? "" : ` (line ${state.error.line})`;
      return `Error: ${state.error.message}${line}`;
    }
    case "recorded":
      return state.label ? `Recorded run: ${state.label.date}, ${state.label.device}` : "Recorded run";
    case "queued":
    case "running":
    case "paused":
      return `Exported before its run had ended: ${[word, detail].filter((text) => text !== "").join(", ")}`;
    case "done":
      return run === "manual" ? `Run by the reader ${detail}` : null;
    case "idle":
      return null;
    case "not-run":
      return "Not run";
    default:
      return `${word}: ${detail}`;
  }
}
