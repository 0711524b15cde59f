import { htmlElement } from "../../browser/elements.ts";

/** What stands below a chart. */
export interface Caption {
  /** One sentence that can be true or false: set in bold. */
  readonly claim: string;
  /** How to read the chart. */
  readonly reading: string;
  /** Depth, seeds, steps, engine. */
  readonly conditions: string;
  /** What the data say, where the claim is the author's: it stands in its place where they do not bear it out. */
  readonly computed?: string;
}

/**
 * Reads a caption as authors write it, `**The claim.** How to read it.`; without stars the first sentence is the claim.
 * What the author leaves out comes from `generated`.
 */
export function readCaption(written: string | undefined, generated: Caption): Caption {
  const text = written?.trim() ?? "";
  if (text === "") return generated;
  const [, starred, behind] = /^\*\*(.+?)\*\*\s*([\s\S]*)$/.exec(text) ?? [];
  const [, first, rest] = /^([\s\S]*?[.?!])(?:\s+(?=\p{Lu})([\s\S]*))?$/u.exec(text) ?? [];
  const claim = starred ?? first ?? text;
  const reading = (starred === undefined ? rest : behind)?.trim();
  return { ...generated, claim, reading: reading || generated.reading, computed: generated.claim };
}

/** An experiment's box decides by its outcome which of the two sentences is shown; anywhere else it is the author's. */
export function renderCaption({ claim, reading, conditions, computed = "" }: Caption): HTMLElement {
  return htmlElement(
    "figcaption",
    {},
    htmlElement("strong", { class: "caption-claim" }, claim),
    computed === "" ? null : htmlElement("strong", { class: "caption-computed", hidden: "" }, computed),
    reading === "" ? null : ` ${reading}`,
    conditions === "" ? null : htmlElement("span", { class: "chart-conditions" }, conditions),
  );
}
