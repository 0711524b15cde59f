import { CourseError } from "../../core/errors.ts";
import { compareEdits, type CellDifference, type Comparison } from "../../editor/compare-edits.ts";
import { decodeShare, isShareHash, type SharedEdits } from "../../editor/share-link.ts";
import type { Notebook } from "../../host/notebook.ts";
import { DiffPanel } from "../cell/diff-panel.ts";
import { htmlElement } from "../../browser/elements.ts";
import { textButton } from "../site/buttons.ts";
import type { ReaderTools } from "../cell/reader-tools.ts";
import { countCells } from "./reader-words.ts";

/** More comparisons than this, and longer ones, are folded at first. */
const mostUnfolded = 3;
const longestUnfolded = 5000;

/**
 * Shows what a link would change, cell by cell. Until the reader presses Run shared code, what came with it is text in
 * this panel and nowhere else.
 */
export class SharedCode {
  readonly root = htmlElement("section", "shared-code");
  #notebook: Notebook;
  #chapter: string;
  #tools: ReaderTools;
  #afterRun: () => void;

  /** @param afterRun called when the shared code has taken the place of the reader's edits */
  constructor(notebook: Notebook, chapter: string, tools: ReaderTools, afterRun: () => void) {
    this.#notebook = notebook;
    this.#chapter = chapter;
    this.#tools = tools;
    this.#afterRun = afterRun;
    this.root.hidden = true;
    this.root.tabIndex = -1;
    this.root.setAttribute("aria-label", "Shared code");
  }

  /** Looks at the page's address now, and whenever it changes. */
  watch(): void {
    const look = () => {
      if (isShareHash(location.hash)) void this.#open(location.hash);
    };
    window.addEventListener("hashchange", look);
    look();
  }

  async #open(hash: string): Promise<void> {
    try {
      const shared = await decodeShare(hash);
      if (shared.chapter === this.#chapter) this.#offer(shared);
      else
        this.#say([
          `This link is about another chapter, “${shared.chapter}”. Nothing of it was taken over. `,
          linkTo(shared, hash),
        ]);
    } catch (error) {
      if (!(error instanceof CourseError)) throw error;
      this.#say([error.message]);
    }
    this.root.scrollIntoView({ block: "nearest" });
    this.root.focus({ preventScroll: true });
  }

  #offer(shared: SharedEdits): void {
    const comparison = this.#compare(shared);
    const { differences } = comparison;
    if (differences.length === 0) {
      this.#say(["This link holds what stands here already: nothing to do."]);
      return;
    }
    const aside = differences.some(({ isMineEdited }) => isMineEdited);
    const title = htmlElement(
      "h2",
      "shared-title",
      `This link changes ${countCells(differences.length)} of this chapter`,
    );
    const words = htmlElement(
      "p",
      "",
      "Somebody gave you their code. Nothing of it has run. Look at it first: code can do in this page whatever you can. ",
      aside ? "Your own edits that differ are put aside, and can be brought back." : "",
    );
    const list = differences.map((difference, at) => renderDifference(difference, at < mostUnfolded));
    const run = textButton("shared-run", "Run shared code", () => void this.#run(comparison));
    const dismiss = textButton("shared-dismiss", "Dismiss", () => this.#close("The link was dismissed."));
    this.#fill(title, words, htmlElement("p", "shared-buttons", run, dismiss), ...list);
  }

  #compare(shared: SharedEdits): Comparison {
    const { reader } = this.#notebook;
    const published = new Map(reader.blockCells.map((id) => [id, reader.publishedSource(id)]));
    return compareEdits(published, reader.fit(reader.edits), shared, (edits) => reader.fit(edits));
  }

  async #run({ result, differences }: Comparison): Promise<void> {
    this.#tools.putAside("shared code");
    const running = this.#notebook.reader.adopt(result);
    this.#close(`Shared code has taken the place of ${countCells(differences.length)}. Manual cells wait for Run.`);
    this.#afterRun();
    await running;
  }

  #say(message: readonly (string | Node)[]): void {
    const close = textButton("shared-dismiss", "Dismiss", () => this.#close(""));
    this.#fill(htmlElement("p", "", ...message), htmlElement("p", "shared-buttons", close));
  }

  #fill(...content: readonly HTMLElement[]): void {
    this.root.replaceChildren(...content);
    this.root.hidden = false;
  }

  /** The link leaves the address: a reload must not offer once more what was settled. */
  #close(message: string): void {
    this.root.replaceChildren();
    this.root.hidden = true;
    history.replaceState(history.state, "", `${location.pathname}${location.search}`);
    if (message) this.#tools.say(message);
    document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
  }
}

const kindWords: Readonly<Record<CellDifference["kind"], string>> = {
  changed: "changed",
  added: "a new cell",
  deleted: "deleted",
  restored: "back again",
  moved: "moved to another place",
};

function renderDifference({ id, kind, mine, theirs, isMineEdited }: CellDifference, open: boolean): HTMLElement {
  const aside = isMineEdited ? ", in the place of your own edit" : "";
  const details = htmlElement(
    "details",
    "shared-cell",
    htmlElement("summary", "", htmlElement("code", "", id), ` ${kindWords[kind]}${aside}`),
  );
  if (mine === theirs) return htmlElement("p", "shared-cell", htmlElement("code", "", id), ` ${kindWords[kind]}`);
  const show = () => {
    if (!details.open || details.querySelector(".diff-panel")) return;
    const panel = new DiffPanel(`What the link changes in ${id}`);
    details.append(panel.root);
    void panel.show(mine, theirs, [isMineEdited ? "Your edit" : "Published", "the link's"]);
  };
  details.addEventListener("toggle", show);
  details.open = open && mine.length + theirs.length <= longestUnfolded;
  return details;
}

/** The slug was checked: small letters, digits and hyphens. */
function linkTo({ chapter }: SharedEdits, hash: string): HTMLAnchorElement {
  const link = htmlElement("a", "", "Open it there");
  link.href = `../${chapter}/${hash}`;
  return link;
}
