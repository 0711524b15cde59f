import * as Plot from "@observablehq/plot";
import { declare, options, parameter } from "../../core/declare.ts";
import { scalarChainKind } from "../../signals/kinds.ts";
import type { ScalarChain } from "../../signals/scalar-chain.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, captionOption } from "../frame/chart-options.ts";
import { htmlElement } from "../../browser/elements.ts";
import { chartFigure } from "../frame/figure.ts";
import { capitalise, formatExact, formatNumber } from "../frame/number-format.ts";
import { drawFrame } from "../frame/plot-frame.ts";
import { scaleFor } from "../frame/value-scale.ts";

const name = "scalarChainChart";
const table = { ...captionOption };

const activationWords = { sigmoid: "sigmoid′", tanh: "tanh′", relu: "ReLU′", linear: "linear′" } as const;

export const scalarChainChart = declare(
  {
    name,
    help: "A chain of units as the product that it is: the factors in a row, and below them what is left of the derivative after each, from the output back to the input.",
    parameters: [parameter("chain", scalarChainKind), options(table)],
    returns: aFigure,
    example: 'scalarChainChart(scalarChain({depth: 10, activation: "tanh", z: 0.5}))',
  },
  (chain, { caption }) => draw(chain, caption),
);

function draw(chain: ScalarChain, caption: string | undefined): HTMLElement {
  const layers = chain.products.length - 1;
  const result = `${layers} factors of ${formatNumber(chain.factor)} multiply to ${formatNumber(chain.derivative)}`;
  return chartFigure({
    kind: "chain-strip",
    label: `${capitalise(result)}. By finite differences it is ${formatNumber(chain.difference)}.`,
    caption: readCaption(caption, {
      claim: `${capitalise(result)}.`,
      reading: "Each layer multiplies what comes back from the output by the same factor.",
      conditions: "",
    }),
    draw: (width) => htmlElement("div", {}, drawFactors(chain, layers), drawProducts(chain, width)),
    table: () => ({
      columns: ["Layer", "Derivative of the output by it"],
      rows: chain.products.map((product, layer) => [String(layer), formatNumber(product)]),
    }),
  });
}

/** As many factors as a line holds; the rest is counted. */
function drawFactors({ activation, weight, z, factor, derivative, difference }: ScalarChain, layers: number): Element {
  const one = `${formatExact(weight)} · ${activationWords[activation]}(${formatExact(z)})`;
  const boxes = Array.from({ length: Math.min(3, layers) }, () => htmlElement("span", { class: "chain-factor" }, one));
  const shown = boxes.flatMap((box, at) => (at === 0 ? [box] : [" × ", box]));
  const rest = layers > 3 ? ` × … (${layers} of them)` : "";
  return htmlElement(
    "div",
    { class: "chain" },
    htmlElement("div", { class: "chain-factors" }, ...shown, rest),
    htmlElement(
      "div",
      { class: "chain-result" },
      `= ${formatNumber(factor)}${layers > 1 ? ` to the power ${layers}` : ""} = `,
      htmlElement("strong", {}, formatNumber(derivative)),
      `; by moving the input a little: ${formatNumber(difference)}`,
    ),
  );
}

function drawProducts({ products }: ScalarChain, width: number): Element {
  const points = products.map((product, layer) => ({ layer, size: Math.abs(product) }));
  const scale = scaleFor(points.map(({ size }) => size));
  const shown = points.filter(({ size }) => scale.shows(size)).map((each) => ({ ...each, y: scale.place(each.size) }));
  const frame = drawFrame({
    ...{ width, height: 220, marginRight: 16, marginLeft: 48 },
    x: { domain: [0, Math.max(1, products.length - 1)] },
    y: { domain: [...scale.domain] },
    ...{ title: "Size of the derivative of the output by layer l", xTitle: "Layer l (0 = input)" },
    ...{ xTicks: 5, xFormat: String, yTicks: scale.ticks, yFormat: scale.format },
    marks: [
      Plot.lineY(shown, { x: "layer", y: "y", stroke: "var(--chart-residual)", strokeWidth: 1.5 }),
      Plot.dot(shown, { x: "layer", y: "y", r: 3.5, fill: "var(--chart-residual)" }),
    ],
  });
  return frame.svg;
}
