import type { CellView } from "../../host/cell/cell-view.ts";
import { drawIcon } from "./cell-icons.ts";
import { describeState } from "./cell-words.ts";
import { htmlElement } from "../../browser/elements.ts";

/** Icon, word and detail of a cell's state, with the progress of a run. */
export class CellStatus {
  readonly root = htmlElement("div", "cell-status");
  #icon = htmlElement("span", "cell-status-icon");
  #word = htmlElement("span", "cell-status-word");
  #detail = htmlElement("span", "cell-status-detail");
  #progress = htmlElement("progress", "cell-progress");
  #timer = 0;
  #shownKind = "";

  constructor() {
    this.root.append(this.#icon, this.#word, this.#detail, this.#progress);
    this.#progress.hidden = true;
    this.#progress.setAttribute("aria-label", "Progress of the run");
  }

  show(view: CellView): void {
    clearInterval(this.#timer);
    const { state } = view;
    this.#write(view);
    if (this.#shownKind !== state.kind) this.#icon.replaceChildren(drawIcon(state.kind));
    this.#shownKind = state.kind;
    const progress = state.kind === "running" || state.kind === "paused" ? state.progress : null;
    this.#progress.hidden = progress === null;
    if (progress) {
      this.#progress.max = Math.max(1, progress.total);
      this.#progress.value = progress.done;
    }
    if (state.kind === "running") this.#timer = window.setInterval(() => this.#write(view), 1000);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #write(view: CellView): void {
    const { word, detail } = describeState(view, performance.now());
    // The same words written again would have the page laid out again, at every letter that a reader types.
    if (this.#word.textContent !== word) this.#word.textContent = word;
    if (this.#detail.textContent !== detail) this.#detail.textContent = detail;
  }
}
