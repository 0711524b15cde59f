import { svgElement } from "../../browser/elements.ts";
import { unitsFromLeft } from "./text-scale.ts";

/** One panel under the pointer: turns places into steps and shows what there is at a step. */
export interface PointerPanel {
  readonly svg: SVGSVGElement;
  /** Edges of the plotted area, in units of the drawing. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly stepAt: (x: number) => number;
  readonly xAt: (step: number) => number;
  /** Shows the values at a step; null: at the end again. */
  readonly show: (step: number | null) => void;
}

/** Links panels by one vertical rule: the pointer over any of them reads the same step in all of them. */
export function linkPointer(panels: readonly PointerPanel[]): void {
  const rules = panels.map(addRule);
  const moveTo = (step: number | null) => rules.forEach((move) => move(step));
  for (const panel of panels) {
    panel.svg.addEventListener("pointermove", (event) => {
      const x = unitsFromLeft(event, panel.svg);
      const isInside = x >= panel.left - 4 && x <= panel.right + 4;
      moveTo(isInside ? panel.stepAt(Math.min(panel.right, Math.max(panel.left, x))) : null);
    });
    panel.svg.addEventListener("pointerleave", () => moveTo(null));
  }
}

function addRule({ svg, top, bottom, xAt, show, left, right }: PointerPanel): (step: number | null) => void {
  const line = svgElement("line", { y1: top, y2: bottom });
  const text = svgElement("text", { y: top - 6, class: "pointer-step" });
  const rule = svgElement("g", { class: "pointer-rule", visibility: "hidden" }, line, text);
  svg.append(rule);
  return (step) => {
    show(step);
    rule.setAttribute("visibility", step === null ? "hidden" : "visible");
    if (step === null) return;
    const x = xAt(step);
    line.setAttribute("x1", String(x));
    line.setAttribute("x2", String(x));
    text.setAttribute("x", String(Math.min(right - 30, Math.max(left + 30, x))));
    text.textContent = `step ${step}`;
  };
}
