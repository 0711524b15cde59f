// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import { clippedFractionChart } from "../../../src/charts/layers/clipped-fraction-chart.ts";
import { gradientNormsChart } from "../../../src/charts/layers/gradient-norms-chart.ts";
import { depthComparisonChart } from "../../../src/charts/runs/depth-comparison-chart.ts";
import { learningCurvesChart } from "../../../src/charts/runs/learning-curves-chart.ts";
import { trainAndTestChart } from "../../../src/charts/runs/train-and-test-chart.ts";
import { pairWithRecorded, recordedTwin } from "../../../src/training/contract/recorded-twin.ts";
import type { Training } from "../../../src/training/contract/protocol.ts";
import { merge } from "../../../src/training/page/combine.ts";
import { residualArms, sampleTraining, spiralArms } from "../../fixtures/sample-training.ts";

/** A reader's own run of what the chapter has recorded: the figure shows either, or both, and says which is which. */

const recorded: Training = sampleTraining(spiralArms, { recorded: { date: "2026-11-21", device: "Linux, 2 cores" } });

/** Own runs of half the steps. */
function ownRuns(arms = spiralArms, cell = "plainRuns"): Training {
  return pairWithRecorded(sampleTraining(arms, { steps: 200 }), cell, [recorded]);
}

afterEach(() => document.body.replaceChildren());

const charts = {
  "learning curves": (training: Training) => learningCurvesChart(training),
  "ends by depth": (training: Training) => depthComparisonChart(training, { last: 20 }),
  "training and test": (training: Training) => trainAndTestChart(training),
  "gradient norms": (training: Training) => gradientNormsChart(training),
} as const;

for (const [kind, chart] of Object.entries(charts)) {
  test(`${kind} show the recorded run pale behind the reader's own, and either alone`, () => {
    const figure = chart(ownRuns(spiralArms, kind));
    document.body.append(figure);
    expect(ghosts(figure)).toBeGreaterThan(0);
    const both = labelOf(figure);
    const [ownWords = "", recordedWords = ""] = both.split(" Pale, the recorded run: ");
    expect(captionOf(figure)).toContain("Pale: the mean of the recorded run.");
    expect(captionOf(figure)).toMatch(/your run; pale: recorded 2026-11-21 on Linux, 2 cores\.|; pale: recorded/);

    choose(figure, "mine");
    expect(labelOf(figure)).toBe(ownWords);
    expect([ghosts(figure), captionOf(figure).includes("ecorded")]).toEqual([0, false]);

    choose(figure, "recorded");
    expect(labelOf(figure)).toBe(recordedWords);
    expect([ghosts(figure), captionOf(figure).includes("recorded 2026-11-21")]).toEqual([0, true]);
    expect(chart(recorded).querySelector(".figure-runs")).toBeNull();
  });
}

test("all figures of the same runs follow the switch, which keeps the focus", () => {
  const training = ownRuns(spiralArms, "shared");
  const [first, second] = [learningCurvesChart(training), depthComparisonChart(training, { last: 20 })];
  document.body.append(first, second);
  const radio = radioOf(first, "recorded");
  radio.focus();
  choose(first, "recorded");
  expect(document.activeElement).toBe(radio);
  expect(radioOf(second, "recorded").checked).toBe(true);
  expect(captionOf(second)).toContain("recorded 2026-11-21");
});

test("the data table has both", () => {
  const details = learningCurvesChart(ownRuns(spiralArms, "table")).querySelector("details");
  if (!details) throw new Error("no table");
  details.open = true;
  details.dispatchEvent(new Event("toggle"));
  const heads = [...details.querySelectorAll("thead th")].map(({ textContent }) => textContent);
  expect(heads).toContain("plain-56");
  expect(heads).toContain("plain-56 (recorded)");
});

test("an arm that the reader is asked for stays in its hole, pale or not", () => {
  const figure = learningCurvesChart(ownRuns(spiralArms, "asked"), { asks: "plain-56" });
  expect(figure.dataset["labelBefore"]).not.toMatch(/plain-56 (?:ends )?at/);
  const asked = [...figure.querySelectorAll('[stroke-opacity="0.38"]')].filter((line) => line.closest(".asked"));
  expect(asked).toHaveLength(1);
});

test("of a merged training only the reader's arms get a ghost; a recording that lacks what is drawn gives none", () => {
  const others = sampleTraining(residualArms, { recorded: { date: "2026-11-22", device: "Linux, 2 cores" } });
  const merged = merge(ownRuns(spiralArms, "merged"), others);
  expect(recordedTwin(merged)?.recorded.runs).toHaveLength(recorded.runs.length + others.runs.length);
  const figure = learningCurvesChart(merged);
  expect(ghosts(figure)).toBe(new Set(recorded.runs.map(({ arm }) => arm)).size);
  expect(recordedTwin(merge(sampleTraining(spiralArms), others))).toBeNull();

  const probed = sampleTraining(spiralArms);
  const bare = { ...recorded, runs: recorded.runs.map((run) => ({ ...run, probes: [] })) };
  expect(gradientNormsChart(pairWithRecorded(probed, "bare", [bare])).querySelector(".figure-runs")).toBeNull();
  expect(() => clippedFractionChart(pairWithRecorded(probed, "bare", [recorded]))).toThrow(/did not measure "clipped"/);
});

test("several trainings of one cell, merged, have its one recording as their ghost", () => {
  const seeds = [1, 2, 3].map((seed) => {
    const all = sampleTraining(spiralArms, { steps: 200 });
    return pairWithRecorded({ ...all, runs: all.runs.filter((run) => run.seed === seed) }, "perSeed", [recorded]);
  });
  const [first, ...rest] = seeds;
  if (!first) throw new Error("no seeds");
  expect(recordedTwin(merge(first, ...rest))?.recorded.runs).toHaveLength(recorded.runs.length);
});

test("while the run goes on, the switch waits", () => {
  const running = pairWithRecorded({ ...sampleTraining(spiralArms), status: "running" as const }, "running", [
    recorded,
  ]);
  const figure = learningCurvesChart(running);
  expect(figure.querySelector("fieldset")?.disabled).toBe(true);
  expect(ghosts(figure)).toBeGreaterThan(0);
});

function ghosts(figure: HTMLElement): number {
  return figure.querySelectorAll('[stroke-opacity="0.38"]').length;
}

function labelOf(figure: HTMLElement): string {
  return figure.querySelector("[role=img]")?.getAttribute("aria-label") ?? "";
}

function captionOf(figure: HTMLElement): string {
  return figure.querySelector("figcaption")?.textContent ?? "";
}

function radioOf(figure: HTMLElement, choice: string): HTMLInputElement {
  const radio = figure.querySelector<HTMLInputElement>(`.figure-runs input[value="${choice}"]`);
  if (!radio) throw new Error("The figure has no switch.");
  return radio;
}

function choose(figure: HTMLElement, choice: string): void {
  radioOf(figure, choice).click();
}
