import { escapeMarkdown } from "./escape-markdown.ts";
import { fillTables } from "./fill-tables.ts";
import type { ReaderChapter } from "./reader-chapter.ts";
import { resolveDrawing } from "./resolve-drawing.ts";
import { readPixels, stillCopy } from "./still-copy.ts";
import type { MediaBundle, ShownOutputs } from "./to-ipynb.ts";

/** Smaller drawings are marks within a text, not figures. */
const smallestFigure = 120;

/**
 * What the cells of the open page show, for a notebook: figures as drawings that need no style sheet, the rest as plain
 * HTML with its text. In light colours, as notebooks are read, whatever the page has.
 */
export function readOutputs(root: ParentNode, { cells }: ReaderChapter): ShownOutputs {
  fillTables(root);
  return withLightColours(() => {
    const shown = cells.flatMap(({ id, place }): [string, MediaBundle[]][] => {
      const cell = root.querySelector(`[data-cell="${CSS.escape(id)}"]`);
      const output = place === "inline" ? cell : cell?.querySelector(".cell-output");
      if (!output) return [];
      return [[id, place === "inline" ? [readInline(output)] : [...output.childNodes].flatMap(readNode)]];
    });
    return new Map(shown);
  });
}

/** Nothing is painted in between: the page looks as before. */
function withLightColours<Value>(read: () => Value): Value {
  const { dataset } = document.documentElement;
  const theme = dataset["theme"];
  dataset["theme"] = "light";
  try {
    return read();
  } finally {
    if (theme === undefined) delete dataset["theme"];
    else dataset["theme"] = theme;
  }
}

/** What stands in a sentence, as Markdown: its words, its formulas, and a word for its pictures. */
function readInline(output: Element): MediaBundle {
  const copy = stillCopy(output);
  const formulas = writeFormulas(copy);
  for (const picture of copy.querySelectorAll("img, svg"))
    picture.replaceWith(`[${picture.getAttribute("alt") || picture.getAttribute("aria-label") || "a picture"}]`);
  const plain = textOf(copy);
  const parts = plain.split(/(\uE000\d+\uE001)/).map((part, at) => (at % 2 === 0 ? escapeMarkdown(part) : part));
  const fill = (text: string) => text.replace(/\uE000(\d+)\uE001/g, (_, at: string) => formulas[Number(at)] ?? "");
  return { "text/plain": fill(plain), "text/markdown": fill(parts.join("")) };
}

/** Puts a sign in the place of each formula. @returns their TeX, in dollars */
function writeFormulas(copy: Element): string[] {
  return [...copy.querySelectorAll(".katex")].map((formula, at) => {
    formula.replaceWith(`\uE000${at}\uE001`);
    return `$${formula.querySelector("annotation")?.textContent?.trim() ?? ""}$`;
  });
}

function readNode(node: ChildNode): MediaBundle[] {
  if (node instanceof Text) return node.data.trim() ? [{ "text/plain": node.data }] : [];
  if (!(node instanceof Element)) return [];
  const picture = readPicture(node);
  if (picture !== null) return [picture];
  const drawings = node instanceof SVGSVGElement ? [node] : [...node.querySelectorAll<SVGSVGElement>("svg")];
  const figures = drawings.filter(
    (drawing) => !drawing.parentElement?.closest("svg") && (drawing === node || isFigure(drawing)),
  );
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  const pictures = figures.map((figure) => {
    const label = figure.getAttribute("aria-label") ?? figure.closest("[aria-label]")?.getAttribute("aria-label") ?? "";
    const text = resolveDrawing(figure, paper).outerHTML;
    return { "image/svg+xml": text, ...(label === "" ? {} : { "text/plain": label }) };
  });
  return node instanceof SVGSVGElement ? pictures : [...pictures, ...readRest(node, figures)];
}

function isFigure(drawing: SVGSVGElement): boolean {
  return drawing.getBoundingClientRect().width >= smallestFigure;
}

/** An output that is itself a picture of pixels; null for others, and where its pixels cannot be read. */
function readPicture(node: Element): MediaBundle | null {
  const pixels = pixelsOf(node);
  const [, type = "", data = ""] = /^data:(image\/(?:png|jpeg|gif|webp));base64,(.+)$/s.exec(pixels ?? "") ?? [];
  if (type === "") return null;
  const label = node.getAttribute("alt") ?? node.getAttribute("aria-label") ?? "";
  return { [type]: data, "text/plain": label === "" ? "a picture" : label };
}

function pixelsOf(node: Element): string | null {
  try {
    if (node instanceof HTMLCanvasElement) return readPixels(node, node.width, node.height);
    if (node instanceof HTMLVideoElement) return readPixels(node, node.videoWidth, node.videoHeight);
    if (!(node instanceof HTMLImageElement)) return null;
    return /^data:image\/(?:png|jpeg|gif|webp);base64,/.test(node.src)
      ? node.src
      : readPixels(node, node.naturalWidth, node.naturalHeight);
  } catch {
    return null;
  }
}

/** Everything but the figures. */
function readRest(node: Element, figures: readonly Element[]): MediaBundle[] {
  const copy = stillCopy(node, figures);
  for (const formula of copy.querySelectorAll(".katex")) {
    const tex = formula.querySelector("annotation")?.textContent;
    const isDisplayed = formula.parentElement?.matches(".katex-display") === true;
    if (tex) formula.replaceWith(isDisplayed ? `$$${tex}$$` : `$${tex}$`);
  }
  // Their names go below, and their text is no text.
  for (const styles of copy.querySelectorAll("style")) styles.remove();
  const controls = [...copy.querySelectorAll("input, select, textarea, button")];
  const values = controls.map(valueOf);
  for (const [at, control] of controls.entries()) control.replaceWith(values[at] ?? "");
  for (const element of copy.querySelectorAll("*")) stripLooks(element);
  for (const empty of copy.querySelectorAll("div:empty, span:empty")) empty.remove();
  const text = textOf(copy);
  const isSeen = text !== "" || copy.querySelector("img, svg, hr, table, meter, progress") !== null;
  return isSeen ? [{ "text/html": copy.innerHTML, "text/plain": text || "a picture" }] : [];
}

/** A control of the copy as text. Where a slider stands beside a number, the number is enough. */
function valueOf(control: Element): string {
  if (control.matches("button")) return "";
  if (control.matches("select")) return ` ${control.querySelector("[selected]")?.textContent ?? ""} `;
  if (control.matches("textarea")) return ` ${control.textContent ?? ""} `;
  if (control.matches("[type=checkbox], [type=radio]")) return control.hasAttribute("checked") ? " ☑ " : " ☐ ";
  const isRepeated = control.matches("[type=range]") && control.parentElement?.querySelector("[type=number]");
  return isRepeated || control.matches("[type=file]") ? "" : ` ${control.getAttribute("value") ?? ""} `;
}

/** Names that only this page's style sheets and scripts know. */
function stripLooks(element: Element): void {
  for (const { name } of [...element.attributes])
    if (name === "class" || name === "id" || name === "for" || name.startsWith("data-") || name.startsWith("aria-"))
      element.removeAttribute(name);
}

function textOf(element: Element): string {
  return (element.textContent ?? "").replace(/[ \t]*\n\s*/g, "\n").trim();
}
