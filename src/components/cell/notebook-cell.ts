import { isBusy, isPausable, type CellState } from "../../host/cell/cell-state.ts";
import type { CellView } from "../../host/cell/cell-view.ts";
import type { Notebook } from "../../host/notebook.ts";
import { CellCode } from "./cell-code.ts";
import { CellEdits } from "./cell-edits.ts";
import { drawIcon } from "./cell-icons.ts";
import { CellMenu } from "./cell-menu.ts";
import { renderProblem } from "./cell-problem.ts";
import { CellStatus } from "./cell-status.ts";
import { describeState } from "./cell-words.ts";
import { htmlElement } from "../../browser/elements.ts";
import { createButton } from "../site/buttons.ts";
import type { ReaderTools } from "./reader-tools.ts";

/** An automatic cell that is computed faster than this shows no busy state: a knob would make the page flicker. */
const patienceMs = 300;
/** What it displays stands there as it was drawn before: while it is first computed there is nothing to wait for. */
const drawnPatienceMs = 5000;

/**
 * `<notebook-cell data-cell data-run data-code>` with `.cell-output` and `pre.cell-source` inside: complete and readable
 * as it comes from the server; `connect` adds the controls and shows the cell's state from then on.
 */
export class NotebookCell extends HTMLElement {
  #notebook: Notebook | null = null;
  #code: CellCode | null = null;
  #status = new CellStatus();
  #runButton: HTMLButtonElement | null = null;
  #pauseButton: HTMLButtonElement | null = null;
  /** Of a manual cell: Run, and what became of it. */
  #bar: HTMLElement | null = null;
  #runWords = "Run";
  #forgetButton: HTMLButtonElement | null = null;
  #problem = htmlElement("div", "cell-problem-place");
  #edits: CellEdits | null = null;
  #braces: HTMLButtonElement | null = null;
  #announcer = htmlElement("span", "visually-hidden");
  #patience = 0;
  /** The page came with what its cells display. */
  #isDrawn = false;
  #announced: CellState["kind"] | null = null;

  get cellId(): string {
    return this.dataset["cell"] ?? "";
  }

  /**
   * Gives the element the notebook that runs its cell.
   * @param tools what the cell's reader can do with the chapter around it
   */
  connect(notebook: Notebook, tools: ReaderTools | null = null): void {
    const output = this.querySelector<HTMLElement>(".cell-output");
    const pre = this.querySelector<HTMLElement>(".cell-source");
    if (this.#notebook || !output || !pre) return;
    this.#notebook = notebook;
    this.#isDrawn = notebook.isDrawn;
    const manual = this.dataset["run"] === "manual";
    this.setAttribute("role", manual ? "region" : "group");
    this.setAttribute("aria-label", `Cell ${this.cellId}`);
    this.#code = new CellCode(this.cellId, notebook, pre, {
      run: () => this.#run(),
      reset: () => this.#reset(),
      reveal: () => this.#markOpen(true),
    });
    this.#addBraces(pre.id);
    this.#runButton = createButton("cell-run", "Run", this.cellId, () => this.#runOrStop());
    this.#pauseButton = createButton("cell-pause", "Pause", this.cellId, () => this.#pauseOrResume());
    this.#forgetButton = createButton("cell-forget", "Delete my run", this.cellId, () => this.#forget());
    this.#announcer.setAttribute("role", "status");
    this.#edits = new CellEdits(this.cellId, notebook, tools, () => void this.edit());
    if (manual) {
      const parts = [this.#runButton, this.#pauseButton, this.#status.root, this.#forgetButton];
      this.#bar = htmlElement("div", "cell-bar", ...parts);
      output.before(this.#bar);
    }
    if (!manual) this.#code.tools.prepend(this.#status.root, this.#pauseButton, this.#runButton);
    output.after(this.#problem);
    this.append(this.#edits.root, this.#announcer);
    if (tools) this.#addMenu(new CellMenu(this.cellId, tools));
    // Every cell hears of every other: the name is not to be looked up each time.
    const { cellId } = this;
    notebook.subscribe((id, view) => {
      if (id === cellId) this.#show(view);
    });
    this.#show(notebook.view(this.cellId));
  }

  /** Opens the code in an editor and puts the cursor into it. */
  async edit(): Promise<void> {
    await this.#code?.edit();
  }

  /**
   * The bar of a manual cell stands elsewhere from now on, as long as the page is read without its code.
   * @param words what the button says instead of "Run"
   */
  placeBar(place: HTMLElement, words: string): void {
    const bar = this.#bar;
    if (!bar) return;
    const root = this.ownerDocument.documentElement;
    const put = () => {
      const focused = bar.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
      const isHome = root.dataset["view"] === "code";
      if (isHome) this.querySelector(".cell-output")?.before(bar);
      else if (bar.parentElement !== place) place.append(bar);
      this.#runWords = isHome ? "Run" : words;
      if (this.#notebook) this.#showRunButton(this.#notebook.state(this.cellId));
      focused?.focus({ preventScroll: true });
    };
    new MutationObserver(put).observe(root, { attributeFilter: ["data-view"] });
    put();
  }

  /** Those who read without code open this cell's, and close it again. */
  showCode(open: boolean): void {
    this.#code?.setOpen(open);
    this.#markOpen(open);
  }

  /** In Reading a cell's code is one quiet button; a link to the cell leads to its code. */
  #addBraces(codeId: string): void {
    this.#braces = createButton("cell-braces", "{ }", this.cellId, () =>
      this.showCode(!this.classList.contains("shows-code")),
    );
    this.#braces.setAttribute("aria-label", `Code: ${this.cellId}`);
    this.#braces.setAttribute("aria-controls", codeId);
    this.#braces.title = "Code of this cell";
    this.#code?.root.before(this.#braces);
    this.#markOpen(false);
    this.addEventListener("cell-linked", () => this.showCode(true));
    if (location.hash === `#${this.id}`) this.showCode(true);
  }

  #markOpen(open: boolean): void {
    this.classList.toggle("shows-code", open);
    this.#braces?.setAttribute("aria-expanded", String(open));
  }

  #addMenu({ button, root }: CellMenu): void {
    this.#code?.tools.append(button);
    this.#code?.root.after(root);
  }

  #run(): void {
    void this.#notebook?.run(this.cellId);
  }

  #runOrStop(): void {
    if (!this.#notebook) return;
    if (isBusy(this.#notebook.state(this.cellId))) this.#notebook.stop(this.cellId);
    else this.#run();
  }

  #pauseOrResume(): void {
    if (this.#notebook?.state(this.cellId).kind === "paused") this.#notebook.resume(this.cellId);
    else this.#notebook?.pause(this.cellId);
  }

  #reset(): void {
    if (!this.#notebook) return;
    this.#edits?.remember(this.#notebook.view(this.cellId).source);
    void this.#notebook.reset(this.cellId);
    this.#code?.editButton.focus();
  }

  /** The recorded run is back, and can be run again. */
  #forget(): void {
    void this.#notebook?.forgetRun(this.cellId);
    this.#runButton?.focus();
  }

  #show(view: CellView): void {
    clearTimeout(this.#patience);
    const shownBusy = this.dataset["state"] === "queued" || this.dataset["state"] === "running";
    if (view.run === "auto" && isBusy(view.state) && !shownBusy && this.dataset["state"] !== undefined) {
      const isFirst = this.#isDrawn && this.dataset["state"] === "idle";
      this.#patience = window.setTimeout(() => this.#render(view), isFirst ? drawnPatienceMs : patienceMs);
      return;
    }
    this.#render(view);
  }

  #render(view: CellView): void {
    const { state, source, edited } = view;
    this.dataset["state"] = state.kind;
    if (this.#bar) this.#bar.dataset["state"] = state.kind;
    this.toggleAttribute("data-edited", edited);
    this.#status.show(view);
    this.#showRunButton(state);
    this.#showPauseButton(state);
    if (this.#forgetButton) this.#forgetButton.hidden = !view.isKept || isBusy(state);
    const problem = renderProblem(this.cellId, state, {
      revealLine: (line) => this.#code?.reveal(line),
      tryAgain: () => void this.#notebook?.tryAgain(this.cellId),
      runNeeded: () => void this.#notebook?.runWithNeeded(this.cellId),
      reset: edited ? () => this.#reset() : null,
    });
    this.#problem.replaceChildren(...(problem ? [problem] : []));
    this.#code?.show(source, edited || view.isAnswered, state.kind === "error" ? state.error : null);
    this.#edits?.show(view);
    this.#announce(view);
  }

  #showRunButton(state: CellState): void {
    const button = this.#runButton;
    const action = isBusy(state) ? "Stop" : "Run";
    const words = action === "Run" ? this.#runWords : action;
    if (!button || button.dataset["action"] === words) return;
    button.dataset["action"] = words;
    button.replaceChildren(drawIcon(action === "Stop" ? "stop" : "not-run"), words);
    button.setAttribute("aria-label", `${words}: ${this.cellId}`);
  }

  /** Kept, but out of use, while the cell comes to rest or ends: who has the focus on it keeps it. */
  #showPauseButton(state: CellState): void {
    const button = this.#pauseButton;
    if (!button) return;
    const isEnding = state.kind === "running" && state.ending !== null;
    const canResume = state.kind === "paused";
    button.hidden = !canResume && !isPausable(state) && !(isEnding && !button.hidden);
    button.setAttribute("aria-disabled", String(isEnding));
    const action = canResume ? "Resume" : "Pause";
    if (button.dataset["action"] === action) return;
    button.dataset["action"] = action;
    button.replaceChildren(drawIcon(canResume ? "resume" : "pause"), action);
    button.setAttribute("aria-label", `${action}: ${this.cellId}`);
  }

  /** Says what changed to those who do not see it: runs that the reader started, and failures; never single steps. */
  #announce(view: CellView): void {
    const { kind } = view.state;
    if (kind === this.#announced) return;
    const isNews = view.run === "manual" || kind === "error" || this.#announced === "error";
    const isFirst = this.#announced === null;
    this.#announced = kind;
    if (!isNews || (isFirst && kind !== "error")) return;
    const { word, detail } = describeState(view, performance.now());
    const message = view.state.kind === "error" ? view.state.error.message : detail;
    this.#announcer.textContent = kind === "running" ? `${this.cellId}: ${word}` : `${this.cellId}: ${word} ${message}`;
  }
}

if (!customElements.get("notebook-cell")) customElements.define("notebook-cell", NotebookCell);
