import { openBackups, type EditBackup, type EditBackups } from "../../editor/edit-backups.ts";
import type { HandMark } from "../../editor/hand-mark.ts";
import { openKeptCourse, type KeptCourse } from "../../editor/kept-course.ts";
import { publishedStructure } from "../../host/reader/chapter-structure.ts";
import type { StoredAnswer } from "../../host/reader/answer-store.ts";
import type { RunStore } from "../../host/reader/run-store.ts";
import type { Notebook } from "../../host/notebook.ts";
import { cellPatterns, type PatternName } from "../cell/cell-patterns.ts";
import { CellPlaces } from "../cell/cell-places.ts";
import { ChapterTools } from "./chapter-tools.ts";
import { htmlElement } from "../../browser/elements.ts";
import { textButton } from "../site/buttons.ts";
import type { ReaderTools } from "../cell/reader-tools.ts";
import { SharedCode } from "./shared-code.ts";
import { SharePanel } from "./share-panel.ts";

/** Where a chapter's reader keeps things. */
export interface ReaderKeeps {
  readonly slug: string;
  /** What marks edits that are put aside. */
  readonly hand: HandMark;
  readonly runs: RunStore;
}

/** Makes a chapter the reader's own: cells added, moved and deleted, edits shared, reset and brought back. */
export class ChapterReader implements ReaderTools {
  #notebook: Notebook;
  #backups: EditBackups;
  #kept: KeptCourse;
  #runs: RunStore;
  #places: CellPlaces;
  #chapterTools: ChapterTools;
  #sharePanel: SharePanel;
  #held: SharedCode;
  #announcer = htmlElement("p", "visually-hidden");

  /**
   * @param root the page, or the part of it that holds the cells
   * @param keeps where what the reader makes of the chapter is kept
   * @param tools further buttons for all cells, and what running all of them costs, in words
   */
  constructor(
    root: ParentNode,
    notebook: Notebook,
    { slug, hand, runs }: ReaderKeeps,
    { buttons = [], price = "" }: { buttons?: readonly HTMLElement[]; price?: string } = {},
  ) {
    this.#notebook = notebook;
    this.#runs = runs;
    this.#backups = openBackups(slug, undefined, undefined, hand);
    this.#kept = openKeptCourse();
    this.#sharePanel = new SharePanel(notebook, slug);
    this.#chapterTools = new ChapterTools(
      notebook,
      { backups: this.#backups, kept: this.#kept, price },
      {
        share: () => this.#shareAll(),
        reset: () => this.#resetAll(),
        resetCourse: () => void this.#resetCourse(),
        forgetRuns: () => void this.#forgetRuns(),
        bringBack: (backup) => this.#bringBack(backup),
        say: (message) => this.say(message),
      },
    );
    const menu = root.querySelector("[data-all-cells]");
    if (menu) this.#chapterTools.moveInto(menu, buttons);
    else this.#chapterTools.runButton.after(...buttons);
    this.#announcer.setAttribute("role", "status");
    const shared = new SharedCode(notebook, slug, this, () => this.#offerUndo("The code is in its place."));
    const held = new SharedCode(notebook, slug, this, () => this.#offerUndo("The code is in its place."));
    held.root.className = "held-code";
    held.root.setAttribute("aria-label", "Code that was not typed here");
    this.#held = held;
    this.#place(root, held.root, shared.root);
    this.#places = new CellPlaces(root, notebook, this, (id) => this.#restore(id));
    held.offerHeld();
    shared.watch();
  }

  /** Brings the cells into the reader's order, and keeps them in it. Cells of the page are connected by then. */
  start(): void {
    this.#places.arrange();
    this.#notebook.reader.subscribe(() => this.#places.arrange());
  }

  add(afterId: string, kind: PatternName): void {
    const { run, source } = cellPatterns[kind];
    const id = this.#notebook.reader.add({ run, source, after: afterId });
    this.say(`Cell ${id} is added below ${afterId}.`);
    void this.#places.cell(id)?.edit();
  }

  move(cellId: string, direction: "up" | "down"): void {
    const before = this.#notebook.cells.indexOf(cellId);
    this.#notebook.reader.move(cellId, direction);
    const cells = this.#notebook.cells.filter((id) => this.#places.cell(id) !== null);
    const place = `It is cell ${cells.indexOf(cellId) + 1} of ${cells.length}.`;
    const moved = before !== this.#notebook.cells.indexOf(cellId);
    this.say(moved ? `${cellId} moved ${direction}. ${place}` : `${cellId} cannot move further ${direction}. ${place}`);
    this.#places.cell(cellId)?.scrollIntoView({ block: "nearest" });
  }

  remove(cellId: string): void {
    this.#notebook.reader.remove(cellId);
    this.say(`Cell ${cellId} is deleted. Undo brings it back.`);
    this.#places.note(cellId)?.querySelector("button")?.focus();
  }

  share(cellId: string, place: HTMLElement): void {
    const opener = document.activeElement;
    void this.#sharePanel.open(cellId, place, () => opener instanceof HTMLElement && opener.focus());
  }

  putAside(before: string, answers: ReadonlyMap<string, StoredAnswer> = new Map()): void {
    const { reader } = this.#notebook;
    const problem = this.#backups.put(before, reader.fit(reader.edits), answers);
    if (problem !== null) this.say(problem);
    this.#chapterTools.refresh();
  }

  say(message: string): void {
    this.#announcer.textContent = message;
  }

  #place(root: ParentNode, ...notices: readonly HTMLElement[]): void {
    const { root: tools } = this.#chapterTools;
    tools.prepend(...notices);
    tools.append(this.#announcer);
    const reserved = root.querySelector(".chapter-tools-reserved");
    if (reserved) reserved.replaceWith(tools);
    else root.querySelector("notebook-cell")?.before(tools);
  }

  #restore(cellId: string): void {
    this.#notebook.reader.restore(cellId);
    this.say(`Cell ${cellId} is back.`);
    this.#places.cell(cellId)?.querySelector<HTMLElement>(".cell-more")?.focus();
  }

  #shareAll(): void {
    const { place, shareButton } = this.#chapterTools;
    place.replaceChildren();
    void this.#sharePanel.open(null, place, () => shareButton.focus());
  }

  #resetAll(): void {
    const { all } = this.#notebook.answers;
    this.putAside("Reset all", all);
    for (const id of all.keys()) this.#notebook.answers.set(id, null);
    void this.#notebook.reader.adopt({ structure: publishedStructure, edits: new Map() });
    this.#offerUndo("The chapter is as published.");
  }

  /** All chapters are as published. This page too, once it is loaded anew: its cells hold values of what is gone. */
  async #resetCourse(): Promise<void> {
    this.#kept.clear();
    await this.#runs.clearAll().catch(() => undefined);
    // Without what follows #, which may offer somebody's code.
    location.replace(`${location.pathname}${location.search}`);
  }

  async #forgetRuns(): Promise<void> {
    await Promise.all(this.#notebook.runs.cells.map((id) => this.#notebook.forgetRun(id)));
    this.#chapterTools.place.replaceChildren();
    this.say("Your runs are deleted. The recorded ones are back.");
    this.#chapterTools.runButton.focus();
  }

  /** What has just been put aside can be brought back at once. */
  #offerUndo(words: string): void {
    const [latest] = this.#backups.list;
    this.say(words);
    const close = () => this.#chapterTools.place.replaceChildren();
    if (!latest) return close();
    const undo = textButton("cell-link-button", "Undo", () => this.#bringBack(latest));
    const note = htmlElement("p", "chapter-question", `${words} What you had made of it is kept. `, undo);
    this.#chapterTools.place.replaceChildren(note);
    undo.focus();
  }

  #bringBack(backup: EditBackup): void {
    if (!backup.isOwn) {
      this.#held.offerBackup(backup.edits, () => undefined);
      this.#held.root.scrollIntoView({ block: "nearest" });
      return;
    }
    const { all } = this.#notebook.answers;
    this.putAside("edits were brought back", backup.answers.size > 0 ? all : new Map());
    this.#backups.drop(backup.savedAt);
    this.#chapterTools.place.replaceChildren();
    this.#chapterTools.refresh();
    void this.#notebook.reader.adopt(backup.edits);
    for (const [id, answer] of backup.answers) this.#notebook.answers.set(id, answer);
    this.say("Your edits are back.");
    this.#chapterTools.root.querySelector<HTMLElement>("button")?.focus();
  }
}
