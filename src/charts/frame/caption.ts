import { htmlElement } from "../../browser/elements.ts";

/** What stands below a chart. */
export interface Caption {
  /** One sentence that can be true or false: set in bold. */
  readonly claim: string;
  /** Ids of the chapter's claims on whose verdicts it hangs; undefined: on that of the box that the figure stands in. */
  readonly claims?: string | undefined;
  /** How to read the chart. */
  readonly reading: string;
  /** Depth, seeds, steps, engine. */
  readonly conditions: string;
  /** What the data say, where the claim is the author's: it stands in its place where they do not bear it out. */
  readonly computed?: string;
}

/**
 * Reads a caption as authors write it, `**The claim.** How to read it.`; without stars the first sentence is the claim.
 * Outside of boxes, `**The claim.**{E-D1 E-R2}` says whose verdicts it hangs on.
 * What the author leaves out comes from `generated`.
 */
export function readCaption(written: string | undefined, generated: Caption): Caption {
  const text = written?.trim() ?? "";
  if (text === "") return generated;
  const [, starred, claims, behind] = /^\*\*(.+?)\*\*(?:\{([\w -]+)\})?\s*([\s\S]*)$/.exec(text) ?? [];
  const [, first, rest] = /^([\s\S]*?[.?!])(?:\s+(?=\p{Lu})([\s\S]*))?$/u.exec(text) ?? [];
  const claim = starred ?? first ?? text;
  const reading = (starred === undefined ? rest : behind)?.trim();
  return { ...generated, claim, claims, reading: reading || generated.reading, computed: generated.claim };
}

/**
 * The author's claim carries `data-claims`: the page shows it as long as the verdict on its box's claim is the one that
 * the chapter states, and what the data say, which stands behind it, otherwise (see caption-claims.ts).
 */
export function renderCaption({ claim, claims = "", reading, conditions, computed = "" }: Caption): HTMLElement {
  const isComputed = computed === "" || computed === claim;
  return htmlElement(
    "figcaption",
    {},
    htmlElement("strong", { class: "caption-claim", "data-claims": isComputed ? null : claims }, claim),
    isComputed ? null : htmlElement("strong", { class: "caption-computed", hidden: "" }, computed),
    reading === "" ? null : ` ${reading}`,
    conditions === "" ? null : htmlElement("span", { class: "chart-conditions" }, conditions),
  );
}
