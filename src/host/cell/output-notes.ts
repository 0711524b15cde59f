import { showAllButton } from "./bound-text.ts";

/** Higher outputs are cut, in CSS pixels. */
const highest = 5000;
/** Refusals of one run that are told. */
const mostRemarks = 3;

/**
 * What stands below the output of a cell and is no part of it: buttons that show what was left out, and what the page
 * refused. Stands there only as long as there is something to say.
 */
export class OutputNotes {
  readonly #root: HTMLElement;
  #output: HTMLElement;
  #more: HTMLElement | null = null;
  #tall: HTMLElement | null = null;
  #isWhole = false;
  #isTelling = false;
  #remarks: string[] = [];
  #remarkRoot = document.createElement("div");

  constructor(output: HTMLElement, isInline: boolean) {
    this.#output = output;
    this.#root = document.createElement(isInline ? "span" : "div");
    this.#root.className = "cell-notes";
    this.#remarkRoot.setAttribute("role", "status");
  }

  /** A new output: what was left out of the last one is gone. */
  clearButtons(): void {
    this.#more?.remove();
    this.#tall?.remove();
    this.#more = this.#tall = null;
    this.#isWhole = false;
    this.#place();
  }

  /** A new run: nothing has been refused to it. */
  clearRemarks(): void {
    this.#remarks = [];
    this.#remarkRoot.replaceChildren();
    this.#place();
  }

  /** Values that are not shown: their number, which is told when the page has a turn, and what shows them. */
  offerMore(count: () => number, show: () => void): void {
    if (!this.#more) this.#offer(show);
    const more = this.#more;
    if (!more || this.#isTelling) return;
    this.#isTelling = true;
    setTimeout(() => {
      this.#isTelling = false;
      more.textContent = `Show all: ${count().toLocaleString("en")} more`;
    });
  }

  #offer(show: () => void): void {
    this.#more = showAllButton("Show all", () => {
      this.#more?.remove();
      this.#more = null;
      show();
      this.#place();
    });
    this.#place();
  }

  /** The output as laid out: the style sheet cuts it while the button stands here. */
  measured(height: number): void {
    if (height <= highest || this.#tall || this.#isWhole) return;
    this.#tall = showAllButton(`Show all (${Math.round(height).toLocaleString("en")} pixels high)`, () => {
      this.#tall?.remove();
      this.#tall = null;
      this.#isWhole = true;
      this.#place();
    });
    this.#tall.classList.add("cell-show-height");
    this.#place();
  }

  remark(sentence: string): void {
    if (this.#remarks.includes(sentence)) return;
    this.#remarks.push(sentence);
    if (this.#remarks.length > mostRemarks + 1) return;
    const line = document.createElement("p");
    line.className = "cell-remark";
    line.textContent = this.#remarks.length > mostRemarks ? "More was refused in the same way." : sentence;
    this.#remarkRoot.append(line);
    this.#place();
  }

  #place(): void {
    const parts = [this.#tall, this.#more, this.#remarks.length > 0 ? this.#remarkRoot : null];
    const present = parts.filter((part) => part !== null);
    if (present.length === 0) return this.#root.remove();
    this.#root.replaceChildren(...present);
    if (!this.#root.isConnected) this.#output.after(this.#root);
  }
}
