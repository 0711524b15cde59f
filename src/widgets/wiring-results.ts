import { htmlElement } from "../browser/elements.ts";
import { formatNumber } from "../charts/frame/number-format.ts";
import type { GradientTerms, WiredBlock } from "./wired-value.ts";
import { describeWiring, remarkOn, resultsOf } from "./wiring-words.ts";

/** What follows from a wiring: equation, shapes and counts, gradient, and a remark; its code apart. */
export function wiringResults() {
  const equation = htmlElement("p", "wiring-equation");
  const table = htmlElement("table", "wiring-table");
  const gradient = htmlElement("div", "wiring-gradient");
  const remark = htmlElement("p", "wiring-remark");
  const status = htmlElement("p", { class: "visually-hidden", role: "status" });
  const source = htmlElement("code", {});
  const code = htmlElement(
    "details",
    "wiring-code",
    htmlElement("summary", {}, "Take it along: the block as code, for stagedNet"),
    htmlElement("pre", { tabindex: 0, role: "region", "aria-label": "The block as code" }, source),
  );
  let said = false;
  const show = (block: WiredBlock): void => {
    equation.textContent = block.problem === null ? block.equation : `${block.equation} cannot be computed`;
    equation.classList.toggle("misfit", block.problem !== null);
    table.replaceChildren(...resultsOf(block).map(tableRow));
    gradient.replaceChildren(...gradientRows(block));
    remark.textContent = remarkOn(block);
    remark.classList.toggle("misfit", block.problem !== null);
    source.textContent = block.code;
    // The first drawing is no news.
    if (said) status.textContent = describeWiring(block);
    said = true;
  };
  const element = htmlElement("div", "wiring-results", equation, table, gradient, remark, status);
  return { element, code, show };
}

function tableRow(cells: readonly string[], at: number): HTMLElement {
  const [head = "", ...others] = cells;
  if (at === 0) {
    const heads = others.map((cell) => htmlElement("th", { scope: "col" }, cell));
    return htmlElement("tr", {}, htmlElement("td", {}), ...heads);
  }
  return htmlElement(
    "tr",
    {},
    htmlElement("th", { scope: "row" }, head),
    ...others.map((cell) => htmlElement("td", {}, cell)),
  );
}

/** The two terms as bars on one scale: g itself would be as long as the mark. */
function gradientRows({ gradient, wiring, problem }: WiredBlock): HTMLElement[] {
  const formula = problem === null ? formulaParts(gradient.equation) : ["∂L/∂x: nothing to go back"];
  const heading = htmlElement("p", "wiring-formula", ...formula);
  const explained = wiring.relu === "after" ? "m: g where the last ReLU was open" : "m: g where F's ReLU was open";
  const note = htmlElement("p", "wiring-note", `g = ∂L/∂y; ${explained}. Sizes of the terms, as multiples of g's:`);
  return [heading, note, bar("shortcut", gradient), bar("branch", gradient)];
}

/** J_F⊤m, as it is set: F below the line, the sign of the transpose above it. */
function formulaParts(text: string): readonly (string | HTMLElement)[] {
  return text.split(/(_F|⊤)/).map((part) => {
    if (part === "⊤") return htmlElement("sup", {}, part);
    return part === "_F" ? htmlElement("sub", {}, "F") : part;
  });
}

function bar(term: "shortcut" | "branch", gradient: GradientTerms): HTMLElement {
  const size = gradient[term];
  const length = Number.isNaN(size) ? 0 : Math.min(1, size / 2);
  const fill = htmlElement("span", { class: `wiring-bar ${term}`, style: `width: ${(100 * length).toFixed(1)}%` });
  return htmlElement(
    "div",
    "wiring-term",
    htmlElement("span", {}, term === "shortcut" ? "shortcut" : "through F"),
    htmlElement("span", { class: "wiring-track", "aria-hidden": "true" }, fill),
    htmlElement("span", "wiring-size", Number.isNaN(size) ? "–" : formatNumber(size, 2)),
  );
}
