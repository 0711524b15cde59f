// @vitest-environment jsdom
import { beforeAll, expect, test, vi } from "vitest";
import { activationStatisticsChart } from "../../src/charts/layers/activation-statistics-chart.ts";
import { branchAgainstShortcutChart } from "../../src/charts/layers/branch-against-shortcut-chart.ts";
import { clippedFractionChart } from "../../src/charts/layers/clipped-fraction-chart.ts";
import { cividis, inkOn, signed } from "../../src/charts/frame/colours.ts";
import { confusionMatrixChart } from "../../src/charts/analyses/confusion-matrix-chart.ts";
import { deletionStudyChart } from "../../src/charts/analyses/deletion-study-chart.ts";
import { featureMapsChart } from "../../src/charts/analyses/feature-maps-chart.ts";
import { firstLayerFiltersChart } from "../../src/charts/analyses/first-layer-filters-chart.ts";
import { gradientNormsChart } from "../../src/charts/layers/gradient-norms-chart.ts";
import { lossPlaneChart } from "../../src/charts/analyses/loss-plane-chart.ts";
import { scaleFor } from "../../src/charts/frame/value-scale.ts";
import { weightAndUpdateNormsChart } from "../../src/charts/layers/weight-and-update-norms-chart.ts";
import json from "../../src/components/chapter/gallery-sample.json";
import type {
  Confusion,
  DeletionStudy,
  FeatureMaps,
  FirstLayerFilters,
  LossPlane,
} from "../../src/training/contract/analyses.ts";
import type { Training } from "../../src/training/contract/protocol.ts";
import { sampleTraining } from "../fixtures/sample-training.ts";

// jsdom has no canvas to draw on, and says so each time
beforeAll(() => void vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null));

interface Sample {
  readonly training: Training;
  readonly confusion: Confusion;
  readonly maps: FeatureMaps;
  readonly filters: FirstLayerFilters;
  readonly deletions: readonly DeletionStudy[];
  readonly lines: readonly LossPlane[];
  readonly planes: readonly LossPlane[];
}

const sample = json as unknown as Sample;
const { training, deletions, planes } = sample;

function labelOf(figure: HTMLElement): string {
  return figure.querySelector("[role=img]")?.getAttribute("aria-label") ?? "";
}

function openTable(figure: HTMLElement): string[][] {
  const details = figure.querySelector("details");
  if (details === null) throw new Error("The figure has no data table.");
  details.open = true;
  details.dispatchEvent(new Event("toggle"));
  return [...details.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => cell.textContent ?? ""));
}

test.each([
  ["activationStatisticsChart", activationStatisticsChart, 2, 13],
  ["clippedFractionChart", clippedFractionChart, 2, 13],
  ["weightAndUpdateNormsChart", weightAndUpdateNormsChart, 4, 14],
  ["branchAgainstShortcutChart", branchAgainstShortcutChart, 2, 6],
] as const)("%s has panels, a caption, words and a table", (_, chart, panels, rows) => {
  const figure = chart(training);
  expect(figure.querySelectorAll(".chart-panel svg").length).toBe(panels);
  expect(figure.querySelector("figcaption strong")?.textContent).toContain("residual-14");
  expect(labelOf(figure)).toContain("residual-14");
  expect(openTable(figure)).toHaveLength(rows + 1);
  expect(figure.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
});

test("what a ReLU does is called clipping, what a tanh does saturation", () => {
  const ofTanh = {
    ...training,
    runs: training.runs.map((run) => ({
      ...run,
      probes: run.probes.map((probe) => ({
        ...probe,
        clipped: { layers: ["tanh1", "tanh2"], share: [0.1, 0.5] },
      })),
    })),
  };
  expect(clippedFractionChart(training).textContent).toContain("Clipped");
  expect(clippedFractionChart(ofTanh).textContent).toContain("Saturated");
  expect(clippedFractionChart(ofTanh).textContent).not.toContain("Clipped");
});

test("branches and shortcuts can be looked at before training too", () => {
  expect(labelOf(branchAgainstShortcutChart(training, { step: 0 }))).toContain("at step 0");
  expect(() => branchAgainstShortcutChart(training, { step: 7 })).toThrow("Probed steps are 0, 20, 240.");
});

test("a training that was probed for something else is told what to ask for; one that has just begun is drawn", () => {
  const other = sampleTraining();
  expect(() => activationStatisticsChart(other)).toThrow('Train it with probes: ["activations"].');
  expect(() => clippedFractionChart(other)).toThrow('Train it with probes: ["clipped"].');
  expect(() => weightAndUpdateNormsChart(other)).toThrow('Train it with probes: ["updates"].');
  expect(() => branchAgainstShortcutChart(other)).toThrow('Train it with probes: ["branches"].');
  const begun = { ...training, status: "running", runs: training.runs.map((run) => ({ ...run, probes: [] })) } as const;
  for (const chart of [
    activationStatisticsChart,
    clippedFractionChart,
    weightAndUpdateNormsChart,
    branchAgainstShortcutChart,
  ]) {
    expect(labelOf(chart(begun))).toMatch(/was.* probed/);
  }
  expect(labelOf(gradientNormsChart(begun))).toContain("plain-14 was not probed");
  const unmeasured = training.runs.map((run) => ({
    ...run,
    probes: run.probes.map((probe) => ({ ...probe, gradientNorms: [] })),
  }));
  expect(() => gradientNormsChart({ ...training, runs: unmeasured })).toThrow(
    'Train it with probes: ["gradient-norms"]',
  );
});

test("the confusion matrix says what is mixed up most, and shows every count", () => {
  const figure = confusionMatrixChart(sample.confusion);
  expect(labelOf(figure)).toMatch(/right on 93 % of 512 examples; most often it takes disc for square\.$/);
  const shown = [...figure.querySelectorAll("svg text")].map(({ textContent }) => Number(textContent));
  const counts = sample.confusion.counts.flat();
  expect(shown.filter((count) => count > 0).reduce((sum, count) => sum + count, 0)).toBe(512);
  expect(openTable(figure)[1]?.slice(0, 4)).toEqual(["disc", ...counts.slice(0, 3).map(String)]);
});

test("galleries have a picture for each channel and each filter", () => {
  const maps = featureMapsChart(sample.maps, { channels: 4 });
  expect(maps.querySelectorAll("canvas").length).toBe(1 + 4 + 4 + 4 + 1);
  expect(labelOf(maps)).toContain("relu5 (block 1.2)");
  expect(firstLayerFiltersChart(sample.filters).querySelectorAll("canvas").length).toBe(8);
  const grey = { ...sample.filters, shape: [1, 1, 2], filters: [Float32Array.of(1, -2)] };
  expect(firstLayerFiltersChart(grey).querySelectorAll("canvas").length).toBe(2);
});

test("deletions are shown by block, by number where several go together, and while they come in", () => {
  const figure = deletionStudyChart(deletions);
  expect(labelOf(figure)).toContain(
    "In plain-14 the error is 24 %, with one block deleted from 82 % (1.2) to 89 % (2.2)",
  );
  expect(openTable(figure)).toHaveLength(1 + 2 + 4 + 6);
  const [study] = deletions as [DeletionStudy];
  const block = { stage: 1, index: 1 };
  const several = { ...study, rows: [{ change: { deleted: [block, block] }, loss: 3, accuracy: 0.1 }] };
  expect(deletionStudyChart(several).textContent).toContain("Blocks deleted");
  const swapped = { ...study, rows: [{ change: { swapped: [block, block] as const }, loss: 3, accuracy: null }] };
  const regression = { ...swapped, whole: { loss: 1, accuracy: null }, status: "running" as const };
  expect(labelOf(deletionStudyChart(regression))).toContain("the loss is 1.00, with blocks changed 3.00 (1.1 ↔ 1.1)");
  expect(deletionStudyChart(regression).textContent).toContain("running, 1 of 4");
  expect(() => deletionStudyChart([])).toThrow("Pass what deletionStudy yields: ");
});

test("a loss landscape is curves along a line, contours over a plane, squares while it is measured", () => {
  const lines = lossPlaneChart(sample.lines);
  expect(labelOf(lines)).toContain("is 0.658 at its parameters and lies between 0.658 and 9.74");
  expect(lines.querySelectorAll(".end-label").length).toBe(2);
  const whole = lossPlaneChart(planes);
  expect(whole.querySelectorAll(".chart-panel").length).toBe(2);
  expect(openTable(whole)).toHaveLength(27);
  const [plane] = planes as [LossPlane];
  const running = lossPlaneChart({ ...plane, status: "running", loss: plane.loss.slice(0, 2) });
  expect(running.querySelectorAll(".chart-panel svg rect").length).toBeGreaterThanOrEqual(26);
  expect(lossPlaneChart({ ...plane, status: "running", loss: [] }).textContent).toContain("has not been measured yet");
  expect(() => lossPlaneChart([plane, sample.lines[0] as LossPlane])).toThrow("all with the same number of directions");
  const broken = { ...plane, loss: plane.loss.map((row, at) => (at === 0 ? row.map(() => null) : row)) };
  expect(lossPlaneChart(broken as unknown as LossPlane).querySelector("svg")?.innerHTML).not.toContain("NaN");
});

test("contours stand the right way up: β grows upwards, as in the squares", () => {
  const positions = [-1, 0, 1];
  const loss = positions.map((beta) => positions.map(() => 10 ** beta));
  const figure = lossPlaneChart({ ...(planes[0] as LossPlane), positions, loss });
  const contours = [...figure.querySelectorAll(".chart-panel svg path[fill^='rgb'], .chart-panel svg path[fill^='#']")];
  const lowest = (path: Element) =>
    Math.max(...[...(path.getAttribute("d") ?? "").matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y)));
  expect(contours.length).toBeGreaterThan(5);
  expect(lowest(contours.at(-1) as Element)).toBeLessThan(lowest(contours[1] as Element));
});

test("colours run from dark to light, and from blue to orange, with ink that reads on them", () => {
  expect(cividis(0)[2]).toBeGreaterThan(cividis(0)[0]);
  expect(cividis(1)[0]).toBeGreaterThan(cividis(1)[2]);
  expect([inkOn(cividis(0)), inkOn(cividis(1))]).toEqual(["var(--on-dark)", "var(--on-light)"]);
  const ends = { negative: [42, 98, 181], zero: [255, 255, 255], positive: [180, 82, 10] } as const;
  expect(signed(0, ends)).toEqual([255, 255, 255]);
  expect(signed(-1, ends)).toEqual([42, 98, 181]);
  expect(signed(1, ends)).toEqual([180, 82, 10]);
  expect(signed(NaN, ends)).toEqual([255, 255, 255]);
});

test("an axis is logarithmic where the values differ much", () => {
  expect(scaleFor([1, 5]).domain[0]).toBe(0);
  const wide = scaleFor([2e-8, 0.5]);
  expect(wide.domain.map((power) => power + 0)).toEqual([-8, 0]);
  expect(wide.shows(0)).toBe(false);
  expect(scaleFor([]).domain).toEqual([0, 1]);
});
