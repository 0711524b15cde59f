import { htmlElement } from "../browser/elements.ts";
import { formatNumber } from "../charts/frame/number-format.ts";
import { frobeniusNorm, type Matrix } from "../signals/matrices.ts";
import type { TensorName } from "../signals/residual-block.ts";
import { heatGrid } from "./heat-grid.ts";

/** One tensor of the block: its numbers, its gradient, and the switch that sets it to zero. */
export interface TensorCard {
  readonly element: HTMLElement;
  readonly show: (tensor: Matrix, gradient: Matrix | undefined, isZero: boolean) => void;
}

export function tensorCard(name: TensorName, toggled: () => void): TensorCard {
  const button = htmlElement("button", { type: "button", class: "widget-button" }, "Set to 0");
  button.setAttribute("aria-label", `Set ${name} to 0`);
  const numbers = htmlElement("div");
  const back = htmlElement("div");
  const verdict = htmlElement("p", "tensor-verdict");
  const title = htmlElement("p", "tensor-name", name, button);
  const element = htmlElement(
    "div",
    "tensor-card",
    title,
    numbers,
    htmlElement("p", "tensor-note", `∂L/∂${name}`),
    back,
    verdict,
  );
  numbers.addEventListener("click", toggled);
  button.addEventListener("click", toggled);
  const show: TensorCard["show"] = (tensor, gradient, isZero) => {
    button.setAttribute("aria-pressed", String(isZero));
    button.textContent = isZero ? "is 0" : "Set to 0";
    const size = gradient === undefined ? 0 : frobeniusNorm(gradient);
    numbers.replaceChildren(
      heatGrid(tensor, `${name}: ${isZero ? "all 0" : `size ${formatNumber(frobeniusNorm(tensor), 2)}`}`),
    );
    back.replaceChildren(
      ...(gradient === undefined ? [] : [heatGrid(gradient, `Gradient of ${name}: size ${formatNumber(size, 2)}`)]),
    );
    verdict.textContent = size === 0 ? "exactly 0: it learns nothing" : `size ${formatNumber(size, 2)}: it learns`;
    element.classList.toggle("dead", size === 0);
  };
  return { element, show };
}
