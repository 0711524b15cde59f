// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { activationsChart } from "../../src/charts/signals/activations-chart.ts";
import { scalarChainChart } from "../../src/charts/signals/scalar-chain-chart.ts";
import { inputGradientChart } from "../../src/charts/signals/input-gradient-chart.ts";
import { gradientJourneyChart } from "../../src/charts/signals/gradient-journey-chart.ts";
import { propagationChart } from "../../src/charts/layers/propagation-chart.ts";
import { predictPropagation } from "../../src/signals/predict.ts";
import { propagate } from "../../src/signals/propagate.ts";
import { scalarChain } from "../../src/signals/scalar-chain.ts";
import { inputGradient } from "../../src/signals/shattered.ts";

const small = { depth: 6, width: 12, batch: 4 } as const;
const labelOf = (figure: HTMLElement) => figure.querySelector(".chart-plot")?.getAttribute("aria-label") ?? "";

describe("propagationChart", () => {
  it("draws every seed, the mean and the prediction, and says in words how much arrives", () => {
    const measured = [1, 2].map((seed) => propagate({ ...small, activation: "sigmoid", seed }));
    const predicted = predictPropagation({ depth: 6, activation: "sigmoid" });
    const figure = propagationChart({ "a sigmoid net": { measured, predicted } });
    expect(figure.querySelectorAll("[stroke-dasharray='1 5'] path, path[stroke-dasharray='1 5']").length).toBe(1);
    expect(figure.querySelectorAll(".end-label")).toHaveLength(1);
    expect(labelOf(figure)).toMatch(/a sigmoid net .* times the gradient of layer 6 arrives at the input/);
  });

  it("has a table with a row for each place and a column for each line", () => {
    const figure = propagationChart({ relu: propagate(small) }, { show: "forward" });
    document.body.append(figure);
    const details = figure.querySelector("details");
    details?.setAttribute("open", "");
    details?.dispatchEvent(new Event("toggle"));
    expect(figure.querySelectorAll("tbody tr")).toHaveLength(7);
  });

  it("refuses to draw nothing", () => {
    expect(() => propagationChart({})).toThrow("nets must have at least 1 entries, got 0");
  });
});

describe("gradientJourneyChart", () => {
  const nets = { kept: propagate({ ...small, gain: 2 }), lost: propagate({ ...small, activation: "sigmoid" }) };
  const figure = gradientJourneyChart(nets);
  const slider = figure.querySelector("input") as HTMLInputElement;

  it("takes the gradient to the layer that the slider says, in every net", () => {
    slider.value = "6";
    slider.dispatchEvent(new Event("input"));
    expect(figure.querySelectorAll(".journey-passed")).toHaveLength(2 * 7);
    expect(figure.querySelector(".chart-readout")?.textContent).toMatch(
      /^Arrived at the input, what is left: kept .* · lost /,
    );
    slider.value = "2";
    slider.dispatchEvent(new Event("input"));
    expect(figure.querySelectorAll(".journey-passed")).toHaveLength(2 * 3);
    expect(slider.getAttribute("aria-valuetext")).toBe("2 of 6, at layer 4");
  });

  it("refuses nets of different depth", () => {
    expect(() => gradientJourneyChart({ ...nets, other: propagate({ ...small, depth: 3 }) })).toThrow(
      /differ in depth/,
    );
  });
});

it("activationsChart reads out value and slope at the cursor", () => {
  const readout = (at: number) => activationsChart(["sigmoid", "tanh"], { at }).querySelector(".chart-readout");
  expect(readout(0)?.textContent).toBe("At z = 0.00: sigmoid is 0.500 with slope 0.250 and tanh is 0 with slope 1.00.");
  expect(readout(0.72)?.textContent).toContain("tanh is 0.617 with slope 0.619");
});

it("scalarChainChart writes the product out", () => {
  const figure = scalarChainChart(scalarChain({ depth: 10 }));
  expect(figure.querySelectorAll(".chain-factor")).toHaveLength(3);
  expect(figure.textContent).toContain("(10 of them)");
  expect(figure.querySelector(".chain-result strong")?.textContent).toBe("9.5 × 10⁻⁷");
});

it("inputGradientChart has a panel for each net and one for all autocorrelations", () => {
  const net = (depth: number) => inputGradient({ depth, width: 12, points: 128 });
  const figure = inputGradientChart({ shallow: net(2), deep: net(12) });
  expect(figure.querySelectorAll("svg.chart-svg")).toHaveLength(3);
  expect(labelOf(figure)).toContain("autocorrelation 5 points further on: of shallow it is");
});
