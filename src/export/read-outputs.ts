import { fillTables } from "./fill-tables.ts";
import type { ReaderChapter } from "./reader-chapter.ts";
import { resolveDrawing } from "./resolve-drawing.ts";
import { stillCopy } from "./still-copy.ts";
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
      return [[id, place === "inline" ? [{ "text/plain": textOf(output) }] : [...output.childNodes].flatMap(readNode)]];
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

function readNode(node: ChildNode): MediaBundle[] {
  if (!(node instanceof Element)) return node.textContent?.trim() ? [{ "text/plain": node.textContent }] : [];
  const drawings = node instanceof SVGSVGElement ? [node] : [...node.querySelectorAll<SVGSVGElement>("svg")];
  const figures = drawings.filter(
    (drawing) => !drawing.parentElement?.closest("svg") && drawing.getBoundingClientRect().width >= smallestFigure,
  );
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  const pictures = figures.map((figure) => {
    const label = figure.getAttribute("aria-label") ?? figure.closest("[aria-label]")?.getAttribute("aria-label") ?? "";
    const text = resolveDrawing(figure, paper).outerHTML;
    return { "image/svg+xml": text, ...(label === "" ? {} : { "text/plain": label }) };
  });
  return node instanceof SVGSVGElement ? pictures : [...pictures, ...readRest(node, figures)];
}

/** Everything but the figures. */
function readRest(node: Element, figures: readonly Element[]): MediaBundle[] {
  const copy = stillCopy(node, figures);
  for (const formula of copy.querySelectorAll(".katex")) {
    const tex = formula.querySelector("annotation")?.textContent;
    if (tex) formula.replaceWith(`$${tex}$`);
  }
  const controls = [...copy.querySelectorAll("input, select, textarea, button")];
  const values = controls.map(valueOf);
  for (const [at, control] of controls.entries()) control.replaceWith(values[at] ?? "");
  for (const element of [copy, ...copy.querySelectorAll("*")]) stripLooks(element);
  for (const empty of copy.querySelectorAll("div:empty, span:empty")) empty.remove();
  const text = textOf(copy);
  return text === "" && !copy.querySelector("img") ? [] : [{ "text/html": copy.outerHTML, "text/plain": text }];
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
