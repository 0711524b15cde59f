import { describeBytes } from "../../core/byte-size.ts";
import type { CellRelations } from "../../host/cell/dependencies.ts";
import type { ValueSize } from "../../host/cell/value-size.ts";
import { drawIcon } from "../cell/cell-icons.ts";
import { describeState, formatDuration } from "../cell/cell-words.ts";
import { htmlElement } from "../../browser/elements.ts";
import { linkToCell } from "../cell/link-to-cell.ts";

export interface RowCosts {
  readonly elapsedMs: number | null;
  readonly size: ValueSize | null;
}

/** One cell in the list of dependencies. Its link stays the same element, so that it keeps the focus. */
export class DependencyRow {
  readonly root = htmlElement("li", "dependency-row");
  #icon = htmlElement("span", "cell-status-icon");
  #word = htmlElement("span", "dependency-word");
  #reason = htmlElement("p", "dependency-reason");
  #relations = htmlElement("p", "dependency-relations");
  #costs = htmlElement("p", "dependency-costs");
  #shownKind = "";
  #shownRelations = "";

  constructor(id: string) {
    this.root.dataset["id"] = id;
    const head = htmlElement("p", "dependency-head", this.#icon, linkToCell(id), this.#word);
    this.root.append(head, this.#reason, this.#relations, this.#costs);
  }

  show(cell: CellRelations, run: "auto" | "manual", { elapsedMs, size }: RowCosts, nowMs: number): void {
    const { state, outdated, needs, feeds } = cell;
    const kind = outdated === null ? state.kind : "stale";
    this.root.dataset["state"] = kind;
    if (this.#shownKind !== kind) this.#icon.replaceChildren(drawIcon(kind));
    this.#shownKind = kind;
    const { word, detail } = describeState({ state, run }, nowMs);
    write(this.#word, outdated === null ? word : "Out of date");
    write(this.#reason, outdated ?? (isTelling(state.kind) ? detail : ""));
    const running = state.kind === "running" ? nowMs - state.sinceMs : elapsedMs;
    write(this.#costs, `Time ${running === null ? "unknown" : formatShortTime(running)} · result ${formatSize(size)}`);
    const relations = `${needs.join()}/${feeds.join()}`;
    if (this.#shownRelations === relations) return;
    this.#shownRelations = relations;
    this.#relations.replaceChildren(
      ...listLinks("needs ", needs),
      needs.length && feeds.length ? "; " : "",
      ...listLinks("feeds ", feeds),
    );
  }
}

/** Automatic cells are computed within milliseconds. */
function formatShortTime(durationMs: number): string {
  return durationMs < 100 ? `${Math.max(1, Math.round(durationMs))} ms` : formatDuration(durationMs);
}

/** `340 kB`, `at least 2.1 MB`, `unknown`. */
export function formatSize(size: ValueSize | null): string {
  if (size === null || (size.isPartial && size.bytes < 100)) return "unknown";
  const words = describeBytes(size.bytes);
  return size.isPartial ? `at least ${words}` : words;
}

/** The word alone says enough of the others. */
function isTelling(kind: CellRelations["state"]["kind"]): boolean {
  return kind === "waiting" || kind === "queued" || kind === "error";
}

function listLinks(verb: string, ids: readonly string[]): (Node | string)[] {
  return ids.flatMap((id, at) => [at === 0 ? verb : ", ", linkToCell(id)]);
}

/** Unchanged text is left alone: screen readers and selections would notice. */
function write(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
  place.hidden = text === "";
}
