import { CourseError } from "../../core/errors.ts";
import { compareEdits, type CellDifference, type Comparison } from "../../editor/compare-edits.ts";
import { decodeShare, isShareHash, type SharedEdits } from "../../editor/share-link.ts";
import type { StoredAnswer } from "../../host/reader/answer-store.ts";
import { isPublished } from "../../host/reader/chapter-structure.ts";
import type { ReaderEdits } from "../../host/reader/edit-store.ts";
import type { Notebook } from "../../host/notebook.ts";
import { DiffPanel } from "../cell/diff-panel.ts";
import { htmlElement } from "../../browser/elements.ts";
import { textButton } from "../site/buttons.ts";
import type { ReaderTools } from "../cell/reader-tools.ts";
import { countCells } from "./reader-words.ts";

/** More comparisons than this, and longer ones, are folded at first. */
const mostUnfolded = 3;
const longestUnfolded = 5000;

/** What somebody else's code is offered with: words, and what follows on either answer. */
interface Offer {
  readonly shared: SharedEdits;
  readonly answers?: ReadonlyMap<string, StoredAnswer>;
  readonly title: (count: string) => string;
  readonly words: string;
  readonly run: string;
  readonly dismiss: string;
  /** Whose text a comparison shows. */
  readonly side: string;
  /** What the reader's own edits are put aside before. */
  readonly before: string;
  /** Called before the code takes its place, and where it is dismissed. */
  readonly settled?: () => void;
}

/** What running code of others means, said before it runs. */
const warning =
  "Code can do on this page whatever you can: change your other cells and answers of this chapter, and tell others " +
  "what it finds here by leading the page elsewhere. The page keeps what you have stored in other chapters out of its " +
  "reach as far as a browser lets it: run only what comes from somebody you trust.";

/**
 * Shows what code of others would change, cell by cell: of a link, or of entries in the browser's storage that nobody
 * typed here. Until the reader asks for it to be run, it is text in this panel and nowhere else.
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
      if (shared.chapter === this.#chapter) this.#offerLink(shared);
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

  #offerLink(shared: SharedEdits): void {
    const knobs = this.#knobsOf(shared);
    const isOffered = this.#offer({
      shared,
      answers: knobs,
      title: (count) => `This link changes ${count} of this chapter`,
      words: "Somebody gave you their code or settings. Nothing of it has run. Look at it first.",
      run: "Run shared code",
      dismiss: "Dismiss",
      side: "the link's",
      before: "shared code",
    });
    if (!isOffered) this.#say(["This link holds what stands here already: nothing to do."]);
  }

  /** Settings of the link that this chapter has inputs for, and that do not stand so already. */
  #knobsOf({ knobs = new Map() }: SharedEdits): ReadonlyMap<string, StoredAnswer> {
    const { answers } = this.#notebook;
    const isNew = ([id, { values }]: [string, StoredAnswer]) =>
      answers.isKnob(id) && JSON.stringify([...values]) !== JSON.stringify([...(answers.read(id)?.values ?? [])]);
    return new Map([...knobs].filter(isNew));
  }

  /** Offers what is kept of this chapter without having come through the editor, if there is any. */
  offerHeld(): void {
    const { reader, answers } = this.#notebook;
    const [held, given] = [reader.held, answers.held];
    if (!held && given.size === 0) return;
    const edits = joinHeld(reader.edits, held);
    const settled = () => {
      reader.dropHeld();
      answers.dropHeld();
    };
    const isOffered = this.#offer({
      shared: { chapter: this.#chapter, scope: "chapter", edits },
      answers: given,
      title: (count) => `This browser keeps code for ${count} that was not typed here`,
      words:
        "It is of an older version of this course, or another program or somebody's code wrote it. Nothing of it has " +
        "run. Look at it first.",
      run: "Run kept code",
      dismiss: "Delete it",
      side: "kept",
      before: "kept code",
      settled,
    });
    if (!isOffered) settled();
  }

  /** Offers edits that were put aside, where it is not known by whom. */
  offerBackup(edits: ReaderEdits, settled: () => void): void {
    this.#offer({
      shared: { chapter: this.#chapter, scope: "chapter", edits },
      title: (count) => `These edits change ${count} of this chapter`,
      words: "They were not put aside by this version of the course. Nothing of them has run. Look at them first.",
      run: "Run these edits",
      dismiss: "Dismiss",
      side: "put aside",
      before: "edits were brought back",
      settled,
    });
  }

  /** @returns whether there is anything to offer */
  #offer(offer: Offer): boolean {
    const comparison = this.#compare(offer.shared);
    const { differences } = comparison;
    const answered = offer.answers?.size ?? 0;
    if (differences.length === 0 && answered === 0) return false;
    const aside = differences.some(({ isMineEdited }) => isMineEdited);
    const settings = offer.side === "the link's" ? `the settings of ${countCells(answered)}` : countAnswers(answered);
    const what = differences.length > 0 ? countCells(differences.length) : settings;
    const title = htmlElement("h2", "shared-title", offer.title(what));
    const words = htmlElement(
      "p",
      "",
      `${offer.words} ${warning} `,
      aside ? "Your own edits that differ are put aside, and can be brought back." : "",
    );
    const settingsList = offer.side === "the link's" ? [...(offer.answers ?? [])].map(renderSettings) : [];
    const list = differences.map((difference, at) => renderDifference(difference, at < mostUnfolded, offer.side));
    const run = textButton("shared-run", offer.run, () => void this.#run(comparison, offer));
    const dismiss = textButton("shared-dismiss", offer.dismiss, () => {
      offer.settled?.();
      this.#close("Nothing of it was taken over.");
    });
    this.#fill(title, words, htmlElement("p", "shared-buttons", run, dismiss), ...settingsList, ...list);
    return true;
  }

  #compare(shared: SharedEdits): Comparison {
    const { reader } = this.#notebook;
    const published = new Map(reader.blockCells.map((id) => [id, reader.publishedSource(id)]));
    return compareEdits(published, reader.fit(reader.edits), shared, (edits) => reader.fit(edits));
  }

  async #run({ result, differences }: Comparison, { shared, before, settled, answers }: Offer): Promise<void> {
    this.#tools.putAside(before);
    settled?.();
    for (const [id, answer] of answers ?? []) this.#notebook.answers.set(id, answer);
    const running = this.#notebook.reader.adopt(result);
    this.#close(
      differences.length === 0
        ? "The settings are in place. Manual cells wait for Run."
        : `The code has taken the place of ${countCells(differences.length)}. Manual cells wait for Run.`,
    );
    this.#afterRun();
    if (shared.at !== undefined) document.getElementById(shared.at)?.scrollIntoView();
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

/** `knobs: steps 30, seedCount 2` */
function renderSettings([id, { values }]: readonly [string, StoredAnswer]): HTMLElement {
  const words = [...values].map(([name, value]) => `${name} ${JSON.stringify(value).slice(0, 80)}`).join(", ");
  return htmlElement("p", "shared-cell", htmlElement("code", "", id), ` ${words}`);
}

const kindWords: Readonly<Record<CellDifference["kind"], string>> = {
  changed: "changed",
  added: "a new cell",
  deleted: "deleted",
  restored: "back again",
  moved: "moved to another place",
};

function renderDifference(
  { id, kind, mine, theirs, isMineEdited }: CellDifference,
  open: boolean,
  side: string,
): HTMLElement {
  const aside = isMineEdited ? ", in the place of your own edit" : "";
  const details = htmlElement(
    "details",
    "shared-cell",
    htmlElement("summary", "", htmlElement("code", "", id), ` ${kindWords[kind]}${aside}`),
  );
  if (mine === theirs) return htmlElement("p", "shared-cell", htmlElement("code", "", id), ` ${kindWords[kind]}`);
  const show = () => {
    if (!details.open || details.querySelector(".diff-panel")) return;
    const panel = new DiffPanel(`What would change in ${id}`);
    details.append(panel.root);
    void panel.show(mine, theirs, [isMineEdited ? "Your edit" : "Published", side]);
  };
  details.addEventListener("toggle", show);
  details.open = open && mine.length + theirs.length <= longestUnfolded;
  return details;
}

/** The reader's edits with those that are held on top of them. */
function joinHeld(mine: ReaderEdits, held: ReaderEdits | null): ReaderEdits {
  if (!held) return mine;
  const structure = isPublished(held.structure) ? mine.structure : held.structure;
  return { structure, edits: new Map([...mine.edits, ...held.edits]) };
}

function countAnswers(count: number): string {
  return count === 1 ? "an answer to an exercise" : `answers to ${count} exercises`;
}

/** The slug was checked: small letters, digits and hyphens. */
function linkTo({ chapter }: SharedEdits, hash: string): HTMLAnchorElement {
  const link = htmlElement("a", "", "Open it there");
  link.href = `../${chapter}/${hash}`;
  return link;
}
