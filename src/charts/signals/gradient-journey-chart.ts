import { refuse } from "../../core/errors.ts";
import { declare, options, parameter } from "../../core/declare.ts";
import { record } from "../../core/kinds.ts";
import { propagationKind } from "../../signals/kinds.ts";
import type { Propagation } from "../../signals/propagate.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, captionOption } from "../frame/chart-options.ts";
import { htmlElement } from "../../browser/elements.ts";
import { chartFigure } from "../frame/figure.ts";
import { drawJourney, type Traveller } from "./journey-drawing.ts";
import { capitalise, formatNumber } from "../frame/number-format.ts";

const name = "gradientJourneyChart";
const table = { ...captionOption };

const journeyMs = 3000;

export const gradientJourneyChart = declare(
  {
    name,
    help: "The gradient's way back as something to watch: at the loss it has size 1 in every net; a slider, a button, or the pointer takes it back layer by layer, in all nets at once. Readers who want no motion get one layer at a press.",
    parameters: [
      parameter(
        "nets",
        record(propagationKind, { least: 1 }),
        "Each net's name and what propagate returns, all of one depth.",
      ),
      options(table),
    ],
    returns: aFigure,
    refuses: "the nets differ in depth",
    example:
      'gradientJourneyChart({"gain 1": propagate({depth: 20, width: 64}), "gain 2": propagate({depth: 20, width: 64, gain: 2})})',
  },
  (nets, { caption }) => draw(readTravellers(nets), caption),
);

function draw(travellers: readonly Traveller[], caption: string | undefined): HTMLElement {
  const depth = (travellers[0]?.left.length ?? 1) - 1;
  const result = travellers
    .map(({ name: net, left }) => `${net} keeps ${formatNumber(left[0] ?? NaN, 2)} of it`)
    .join("; ");
  const journey = new Journey(travellers, depth);
  const figure = chartFigure({
    kind: "gradient-journey",
    label: `The gradient's way back through ${depth} layers. Arrived at the input, ${result}.`,
    caption: readCaption(caption, {
      claim: `${capitalise(result)}.`,
      reading: "Drag, or press Play, to take the gradient from the loss on the right to the input on the left.",
      conditions: "",
    }),
    draw: (width) => journey.draw(width),
    table: () => ({
      columns: ["Layer", ...travellers.map(({ name }) => name)],
      rows: Array.from({ length: depth + 1 }, (_, layer) => [
        String(layer),
        ...travellers.map(({ left }) => formatNumber(left[layer] ?? NaN)),
      ]),
    }),
  });
  figure.querySelector(".chart-plot")?.after(journey.controls, journey.readout);
  return figure;
}

function readTravellers(nets: Readonly<Record<string, Propagation>>): Traveller[] {
  const travellers = Object.entries(nets).map(([net, { backward }]) => ({ name: net, left: backward }));
  const lengths = new Set(travellers.map(({ left }) => left.length));
  if (lengths.size === 1) return travellers;
  throw refuse(name, "the nets differ in depth", "Propagate all of them with the same depth.");
}

/** Where the gradient is, and what shows it. */
class Journey {
  readonly controls: HTMLElement;
  readonly readout = htmlElement("p", { class: "chart-readout", role: "status" });
  #travellers: readonly Traveller[];
  #depth: number;
  #travelled: number;
  #slider: HTMLInputElement;
  #button = htmlElement("button", { type: "button", class: "cell-button journey-play" }, "Play");
  #show: (layer: number) => void = () => undefined;
  #timer = 0;

  constructor(travellers: readonly Traveller[], depth: number) {
    this.#travellers = travellers;
    this.#depth = depth;
    this.#travelled = Math.round(depth / 2);
    this.#slider = htmlElement("input", { type: "range", min: 0, max: depth, step: 1, value: this.#travelled });
    this.#slider.addEventListener("input", () => {
      this.#pause();
      this.#travelTo(this.#slider.valueAsNumber);
    });
    this.#button.addEventListener("click", () => this.#play());
    const label = htmlElement("label", {}, htmlElement("span", {}, "Layers travelled back"), this.#slider);
    this.controls = htmlElement("div", { class: "journey-controls" }, this.#button, label);
    this.#travelTo(this.#travelled);
  }

  draw(width: number): Element {
    const { svg, show } = drawJourney(this.#travellers, width, (layer) => {
      this.#pause();
      this.#travelTo(this.#depth - layer);
    });
    this.#show = show;
    show(this.#depth - this.#travelled);
    return svg;
  }

  #play(): void {
    if (this.#timer !== 0) return this.#pause();
    if (this.#travelled >= this.#depth) this.#travelTo(0);
    if (prefersStillness()) return this.#travelTo(this.#travelled + 1);
    this.#button.textContent = "Pause";
    this.#timer = window.setInterval(() => {
      if (!this.#button.isConnected || this.#travelled >= this.#depth) return this.#pause();
      this.#travelTo(this.#travelled + 1);
    }, journeyMs / this.#depth);
  }

  #pause(): void {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#button.textContent = prefersStillness() ? "One layer back" : "Play";
  }

  #travelTo(travelled: number): void {
    this.#travelled = Math.min(this.#depth, Math.max(0, travelled));
    const layer = this.#depth - this.#travelled;
    this.#slider.valueAsNumber = this.#travelled;
    this.#slider.setAttribute("aria-valuetext", `${this.#travelled} of ${this.#depth}, at layer ${layer}`);
    this.#show(layer);
    this.readout.textContent = this.#describe(layer);
  }

  #describe(layer: number): string {
    const parts = this.#travellers.map(({ name, left }) => `${name} ${formatNumber(left[layer] ?? NaN, 2)}`);
    const place = layer === 0 ? "Arrived at the input" : layer === this.#depth ? "At the loss" : `At layer ${layer}`;
    return `${place}, what is left: ${parts.join(" · ")}`;
  }
}

function prefersStillness(): boolean {
  return typeof matchMedia === "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
}
