import type { DiffView } from "../../editor/diff-view.ts";
import { htmlElement } from "../../browser/elements.ts";
import { loadPart } from "../../browser/load-part.ts";
import { attempt } from "../site/part-notice.ts";

/** Two texts compared, loaded when it is first shown. */
export class DiffPanel {
  readonly root = htmlElement("figure", "diff-panel");
  #label: string;
  #caption = htmlElement("figcaption", "diff-caption");
  #place = htmlElement("div", "diff-text");
  #view: Promise<DiffView> | null = null;
  #shown = "";

  /** @param label what the compared text is called for those who do not see it */
  constructor(label: string) {
    this.#label = label;
    this.root.append(this.#caption, this.#place);
  }

  /** @param names what the two texts are: "Published", "Yours" */
  async show(before: string, after: string, names: readonly [before: string, after: string]): Promise<void> {
    const key = JSON.stringify([before, after, names]);
    if (key === this.#shown) return;
    this.#shown = key;
    const same = before === after ? " The two texts are the same." : "";
    this.#caption.textContent = before === "" ? `+ ${names[1]}.` : `− ${names[0]}, + ${names[1]}.${same}`;
    // An empty text is one empty line, which nobody deleted or added.
    this.#place.classList.toggle("is-new", before === "");
    this.#place.classList.toggle("is-gone", after === "");
    await attempt(this.#caption, async () => {
      const view = await this.#open();
      if (key === this.#shown) view.show(before, after);
    });
  }

  #open(): Promise<DiffView> {
    const view = (this.#view ??= this.#load());
    view.catch(() => (this.#view = null));
    return view;
  }

  async #load(): Promise<DiffView> {
    const { openDiff } = await loadPart("The comparison", () => import("../../editor/diff-view.ts"));
    return openDiff(this.#place, this.#label);
  }
}
