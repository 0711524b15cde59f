import type { CellError } from "../../host/cell/cell-error.ts";
import type { Notebook } from "../../host/notebook.ts";

/**
 * Shows the state of `<inline-cell data-cell>`, a value within a sentence: a mark with the message where it failed, and
 * an ellipsis while it waits. Its value is put there by the host.
 */
export function connectInlineCell(cell: HTMLElement, notebook: Notebook): void {
  const id = cell.dataset["cell"] ?? "";
  const show = () => {
    const state = notebook.state(id);
    cell.dataset["state"] = state.kind;
    const problem = state.kind === "error" ? describeError(state.error) : "";
    if (problem) cell.title = problem.slice(0, 1000);
    else cell.removeAttribute("title");
    if (state.kind === "waiting") cell.textContent = "…";
    else if (problem) cell.textContent = "[error]";
  };
  notebook.subscribe((changed) => {
    if (changed === id) show();
  });
  show();
}

function describeError({ message, causedBy }: CellError): string {
  return causedBy === null ? message : `${message} (caused by cell ${causedBy})`;
}
