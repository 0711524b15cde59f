import { boundText } from "../../host/cell/bound-text.ts";
import type { CellError } from "../../host/cell/cell-error.ts";
import type { CellState } from "../../host/cell/cell-state.ts";
import { drawIcon } from "./cell-icons.ts";
import { htmlElement } from "../../browser/elements.ts";
import { createButton } from "../site/buttons.ts";
import { linkToCell } from "./link-to-cell.ts";

export interface ProblemActions {
  /** Shows the cell's code at a line. */
  revealLine(line: number): void;
  /** Runs the cells that this one waits for, then this one. */
  runNeeded(): void;
  /** Runs this cell again. */
  tryAgain(): void;
  /** Null where the text is the published one. */
  readonly reset: (() => void) | null;
}

/** What stands between output and code when a cell failed, or waits for another one; null when all is well. */
export function renderProblem(cellId: string, state: CellState, actions: ProblemActions): HTMLElement | null {
  if (state.kind === "waiting") return renderWaiting(cellId, state, actions);
  if (state.kind !== "error") return null;
  const { error } = state;
  const remarks = [
    renderLine(cellId, error, actions),
    renderCause(error),
    renderRemedy(cellId, error, actions),
    renderReset(cellId, actions),
  ];
  const title = renderTitle("error", "Error", ...remarks.filter((remark) => remark !== null));
  const root = htmlElement("div", "cell-problem", title, htmlElement("p", "cell-problem-message", error.message));
  boundText(root);
  if (error.hint !== null) root.append(htmlElement("p", "cell-problem-hint", error.hint));
  return root;
}

function renderWaiting(
  cellId: string,
  { forCell, because }: Extract<CellState, { kind: "waiting" }>,
  { runNeeded }: ProblemActions,
): HTMLElement {
  const reason = because === "stopped" ? " (it was stopped before its first value)" : "";
  const what = htmlElement("span", "cell-problem-remark", "for ", linkToCell(forCell), `${reason}: press Run there.`);
  const both = createButton("cell-link-button", `Run ${forCell}, then this cell`, cellId, runNeeded);
  return htmlElement("div", "cell-problem", renderTitle("waiting", "Waiting", what, both));
}

function renderTitle(icon: "error" | "waiting", word: string, ...remarks: readonly Node[]): HTMLElement {
  return htmlElement(
    "p",
    "cell-problem-title",
    drawIcon(icon),
    htmlElement("strong", "cell-status-word", word),
    ...remarks,
  );
}

function renderLine(cellId: string, { line }: CellError, { revealLine }: ProblemActions): HTMLElement | null {
  if (line === null) return null;
  const button = createButton("cell-link-button", `line ${line}`, cellId, () => revealLine(line));
  return htmlElement("span", "cell-problem-remark", "in ", button);
}

function renderCause({ causedBy }: CellError): HTMLElement | null {
  return causedBy === null ? null : htmlElement("span", "cell-problem-remark", "caused by cell ", linkToCell(causedBy));
}

/** A cell that another one made fail has nothing to try by itself. */
function renderRemedy(
  cellId: string,
  { missing, causedBy }: CellError,
  { tryAgain }: ProblemActions,
): HTMLElement | null {
  if (missing === undefined || causedBy !== null) return null;
  if (missing === "try again") return createButton("cell-link-button", "Try again", cellId, tryAgain);
  return createButton("cell-link-button", "Reload the page", cellId, () => location.reload());
}

function renderReset(cellId: string, { reset }: ProblemActions): HTMLElement | null {
  return reset && createButton("cell-link-button", "Reset to published", cellId, reset);
}
