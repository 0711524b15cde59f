// @vitest-environment jsdom
import { expect, test } from "vitest";
import { architectureChart } from "../../src/charts/nets/architecture-chart.ts";
import { examplesChart, toPixels } from "../../src/charts/examples/examples-chart.ts";
import { depthComparisonChart } from "../../src/charts/runs/depth-comparison-chart.ts";
import { gradientNormsChart } from "../../src/charts/layers/gradient-norms-chart.ts";
import { learningCurvesChart } from "../../src/charts/runs/learning-curves-chart.ts";
import { scatterChart } from "../../src/charts/examples/scatter-chart.ts";
import { summaryTable } from "../../src/charts/nets/summary-table.ts";
import { trainAndTestChart } from "../../src/charts/runs/train-and-test-chart.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { residualArms, sampleTraining, spiralArms, type SampleArm } from "../fixtures/sample-training.ts";

const training = sampleTraining();

function labelOf(figure: HTMLElement): string {
  return figure.querySelector("[role=img]")?.getAttribute("aria-label") ?? "";
}

function openTable(figure: HTMLElement): string[][] {
  const details = figure.querySelector("details");
  if (details === null) throw new Error("The figure has no data table.");
  details.open = true;
  details.dispatchEvent(new Event("toggle"));
  const rows = [...details.querySelectorAll("tr")];
  return rows.map((row) => [...row.children].map((cell) => cell.textContent ?? ""));
}

test("learning curves say in words where every arm ends", () => {
  const figure = learningCurvesChart(training, { chance: Math.log(3) });
  expect(figure.matches("figure.chart")).toBe(true);
  expect(labelOf(figure)).toMatch(
    /^Training loss over 400 steps\. plain-4 ends at 0\.00\d+, plain-20 at 0\.0\d+, plain-56 at 1\.\d+; chance is 1\.10\.$/,
  );
});

test("grid and step axis can be told from what is drawn on them: of a withheld figure only they are shown", () => {
  const svg = learningCurvesChart(training).querySelector("svg");
  const frame = [...(svg?.querySelectorAll(":scope > .chart-frame") ?? [])];
  expect(frame.length).toBeGreaterThanOrEqual(3);
  expect(frame.some((part) => part.textContent?.includes("400"))).toBe(true);
  expect(svg?.querySelectorAll(".chart-frame [stroke*='chart-']")).toHaveLength(0);
});

test("the caption has the claim in bold, how to read it, and the conditions", () => {
  const caption = learningCurvesChart(training, { caption: "**Depth hurts.** Lower is better." }).querySelector(
    "figcaption",
  );
  expect(caption?.querySelector("strong")?.textContent).toBe("Depth hurts.");
  expect(caption?.textContent).toContain("Lower is better.");
  expect(caption?.textContent).toContain("Depth 4, 20 and 56; 400 steps; seeds 1, 2 and 3; wasm (SIMD).");
});

test("the data table holds the mean of every arm from the first step to the last", () => {
  const rows = openTable(learningCurvesChart(training, { caption: "Table." }));
  expect(rows[0]).toEqual(["Step", "plain-4", "plain-20", "plain-56"]);
  expect(rows.at(-1)?.[0]).toBe("399");
  expect(rows.flat()).not.toContain("");
});

test("an opened data table stays open when the running training draws the chart anew", () => {
  openTable(learningCurvesChart(training, { caption: "Stays open." }));
  expect(learningCurvesChart(training, { caption: "Stays open." }).querySelector("details table")).not.toBeNull();
});

test.each(["running", "stopped"] as const)("a %s training is drawn as far as it goes", (status) => {
  const figure = learningCurvesChart(sampleTraining(spiralArms, { done: 120, status }));
  expect(figure.querySelectorAll("svg .end-label").length).toBe(3);
  expect(figure.textContent).toContain(`${status}, 1080 of 3600 updates`);
});

test("a training without any step says so", () => {
  expect(labelOf(learningCurvesChart(sampleTraining(spiralArms, { done: 0 })))).toContain("No step is done yet");
});

test("an arm whose seeds all diverged is said to have diverged, in curves and in comparisons", () => {
  const broken: SampleArm[] = spiralArms.map((arm, at) =>
    at === 2 ? { ...arm, divergesAt: { 1: 9, 2: 9, 3: 20 } } : arm,
  );
  const diverged = sampleTraining(broken);
  expect(labelOf(learningCurvesChart(diverged))).toContain("plain-56 diverged");
  expect(labelOf(depthComparisonChart(diverged))).toContain("plain-56 diverged");
});

test("a comparison draws families against depth, and rows of names where depth tells nothing apart", () => {
  const byDepth = depthComparisonChart(sampleTraining([...spiralArms, ...residualArms]));
  const names = [...byDepth.querySelectorAll(".end-name")].map(({ textContent }) => textContent);
  expect(names).toEqual(["plain", "residual"]);
  const same = ["identity", "exclusive gate"].map((name) => ({ ...residualArms[1], name }) as SampleArm);
  expect(labelOf(depthComparisonChart(sampleTraining(same)))).toContain("by arm");
});

test("training and test have a panel for each arm, with both final values in words", () => {
  const figure = trainAndTestChart(sampleTraining([{ ...(residualArms[1] as SampleArm), testGap: 1.4 }]));
  expect(figure.querySelectorAll(".chart-panel").length).toBe(1);
  expect(labelOf(figure)).toMatch(/residual-20 ends at 0\.00\d+ in training and 1\.40 in test/);
});

test("gradient norms are told as multiples of the last block's", () => {
  const figure = gradientNormsChart(training);
  expect([...figure.querySelectorAll(".chart-panel-title")].map(({ textContent }) => textContent)).toEqual([
    "plain-4",
    "plain-20",
    "plain-56",
  ]);
  expect(labelOf(figure)).toMatch(/for plain-56 .+ at step 0, .+ at step 20 and .+ at step 200/);
});

test("standardised pixels are shown as they were", () => {
  expect([...toPixels(Float32Array.of(-2, 0, 2), 3)]).toEqual([0, 128, 255, 255]);
  expect([...toPixels(Float32Array.of(2), 1)]).toEqual([255, 255, 255, 255]);
});

test("galleries and scatters refuse examples of the other kind", () => {
  const plane = {
    inputs: new Float32Array(4),
    labels: Int32Array.of(0, 1),
    targets: null,
    shape: [2],
    classNames: null,
  };
  expect(() => examplesChart(plane)).toThrow("examplesChart: expected labelled images");
  expect(() => scatterChart({ ...plane, labels: null })).toThrow("scatterChart: expected labelled points");
  expect(labelOf(scatterChart(plane))).toBe("2 points in the plane: 1 of class 0 and 1 of class 1.");
});

test("drawings and tables of an architecture state its size", () => {
  const net = residualNet({ depth: 20 });
  expect(labelOf(architectureChart(net))).toContain("3 times 3×3 conv, 16, 3×3 conv, 16 with identity shortcut");
  const total = [...summaryTable(net).querySelectorAll("tfoot > tr > *")].map(({ textContent }) => textContent);
  expect(total).toEqual(["Total", "", "", "269,722", "40,551,040", "666,698"]);
});

test("a training that has ended without what a chart draws is told what to pass to train; one that goes on is drawn", () => {
  const bare = { ...training, runs: training.runs.map((run) => ({ ...run, evaluations: [], probes: [] })) };
  const running = { ...bare, status: "running" as const };
  expect(() => trainAndTestChart(bare)).toThrow("Pass evaluateEvery: 20 to train");
  expect(labelOf(trainAndTestChart(running))).toContain("plain-4 has not been evaluated yet");
  expect(() => depthComparisonChart(bare)).toThrow(
    "depthComparisonChart: the training has ended and was not evaluated",
  );
  expect(labelOf(depthComparisonChart(running))).toContain("Nothing was evaluated yet");
  expect(labelOf(depthComparisonChart(bare, { last: 50 }))).toContain("Training loss in the last 50 steps");
  expect(() => gradientNormsChart(bare)).toThrow(
    "Train it with probeAt: [0, 400]; the runs have to reach those steps.",
  );
  expect(() => trainAndTestChart(training, { mode: "running-statistics" })).toThrow('Write mode: "batch-statistics".');
});

test("a regression has no accuracy to draw", () => {
  const regression = { ...training, runs: training.runs.map((run) => ({ ...run, accuracy: [] })) };
  for (const chart of [learningCurvesChart, depthComparisonChart, trainAndTestChart]) {
    expect(() => chart(regression, { metric: "accuracy" })).toThrow(
      'is a regression and has no accuracy. Write metric: "loss".',
    );
  }
});

test("a comparison takes the evaluation with running statistics, as effects do", () => {
  const [run] = training.runs as [(typeof training.runs)[number]];
  const evaluations = (["running-statistics", "batch-statistics"] as const).map((mode, at) => ({
    ...{ step: 400, split: "test" as const, mode, loss: 1 + at, accuracy: null },
  }));
  expect(labelOf(depthComparisonChart({ ...training, runs: [{ ...run, evaluations }] }))).toContain(
    "plain-4 ends at 1.00",
  );
});
