// @vitest-environment jsdom
import { beforeAll, describe, expect, test, vi } from "vitest";
import json from "../../src/components/chapter/gallery-sample.json";
import { declarationOf, type Declaration } from "../../src/core/declare.ts";
import { CourseError } from "../../src/core/errors.ts";
import { generate } from "../../src/data/dataset.ts";
import { courseLibrary } from "../../src/host/library/library.ts";
import { shapes } from "../../src/data/shapes.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { predictPropagation } from "../../src/signals/predict.ts";
import { propagate } from "../../src/signals/propagate.ts";
import { scalarChain } from "../../src/signals/scalar-chain.ts";
import { inputGradient } from "../../src/signals/shattered.ts";
import { sampleTraining } from "../fixtures/sample-training.ts";

// jsdom has no canvas to draw on, and says so each time
beforeAll(() => void vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null));

type Chart = (...given: unknown[]) => HTMLElement;

const measured = json.training;
const evaluated = sampleTraining();
const signals = { "a net": propagate({ depth: 4, width: 8, batch: 4 }) };
const arms = { arms: [measured.runs[0]?.arm] };
const drawn = generate(shapes({ training: 20, test: 10 })).training;
const images = { inputs: drawn.inputs, labels: drawn.labels, targets: null, shape: [16, 16, 3], classNames: null };

/** For every chart: what it draws, and a value other than the default for each of its options but the caption. */
const calls: Readonly<Record<string, readonly [first: unknown, options?: object]>> = {
  learningCurvesChart: [
    evaluated,
    { metric: "accuracy", smooth: 3, chance: 0.3, y: { type: "linear" }, arms: ["plain-4"], asks: "plain-4" },
  ],
  gradientNormsChart: [measured, arms],
  depthComparisonChart: [evaluated, { split: "training", last: 7, metric: "accuracy", chance: 0.3, arms: ["plain-4"] }],
  trainAndTestChart: [evaluated, { metric: "accuracy", mode: "batch-statistics", arms: ["plain-4"] }],
  activationStatisticsChart: [measured, { at: "inputs", ...arms }],
  clippedFractionChart: [measured, arms],
  weightAndUpdateNormsChart: [measured, arms],
  branchAgainstShortcutChart: [measured, { step: 20, arms: ["residual-14"] }],
  propagationChart: [
    { ...signals, both: { measured: signals["a net"], predicted: predictPropagation({ depth: 4 }) } },
    { show: "forward" },
  ],
  gradientJourneyChart: [signals],
  activationsChart: [["tanh"], { at: 1 }],
  scalarChainChart: [scalarChain({ depth: 3 })],
  inputGradientChart: [{ "a net": inputGradient({ depth: 2, width: 4, points: 96 }) }],
  confusionMatrixChart: [json.confusion],
  featureMapsChart: [json.maps, { channels: 2 }],
  firstLayerFiltersChart: [json.filters],
  deletionStudyChart: [json.deletions],
  lossPlaneChart: [json.planes],
  decisionPlaneChart: [json.decisions, { points: json.points }],
  examplesChart: [images, { perClass: 1 }],
  scatterChart: [json.points],
  architectureChart: [residualNet({ depth: 8 })],
  summaryTable: [residualNet({ depth: 8 })],
};

const { builtins } = courseLibrary({ claims: [], guesses: { get: () => null } as never });
const names = Object.keys(builtins).filter((name) => name.endsWith("Chart") || name === "summaryTable");

async function load(
  name: string,
): Promise<{ chart: Chart; declaration: Declaration; first: unknown; options: object }> {
  const chart = (await (builtins[name] as () => Promise<unknown>)()) as Chart;
  const [first, options = {}] = calls[name] ?? [];
  const declaration = declarationOf(chart);
  if (declaration === null) throw new Error(`${name} is not declared.`);
  return { chart, declaration, first, options: { ...options, caption: "A claim. How to read it." } };
}

function refusal(call: () => unknown): CourseError {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(CourseError);
    return error as CourseError;
  }
  throw new Error("It was taken.");
}

test("every chart of the library is called here", () => {
  expect(names.toSorted()).toEqual(Object.keys(calls).toSorted());
});

describe.each(names)("%s", (name) => {
  test("draws what it is for, with every one of its options", async () => {
    const { chart, declaration, first, options } = await load(name);
    const table = declaration.parameters.at(-1)?.table ?? {};
    expect(Object.keys(options).toSorted()).toEqual(Object.keys(table).toSorted());
    for (const figure of [chart(first), chart(first, options)]) {
      expect(figure.matches("figure.chart")).toBe(true);
      const marks = "svg path, svg circle, svg rect, canvas, .chart-summary td";
      expect(
        figure.matches(".chart-summary") ? figure.querySelectorAll("td").length : figure.querySelectorAll(marks).length,
      ).toBeGreaterThan(2);
      expect(figure.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
    }
    expect(chart(first, options).querySelector("figcaption strong")?.textContent).toBe("A claim.");
  });

  test("refuses options that it does not have, and says which it has", async () => {
    const { chart, first } = await load(name);
    expect(refusal(() => chart(first, { captoin: "x" })).message).toMatch(
      new RegExp(`^${name}: unknown option 'captoin'. Did you mean 'caption'\\? Options are .*caption`),
    );
    refusal(() => chart(first, "a caption"));
    refusal(() => chart(first, ["a caption"]));
  });

  test("refuses a value of a wrong type in every option, and names it", async () => {
    const { chart, first, options } = await load(name);
    for (const option of Object.keys(options)) {
      for (const wrong of [NaN, () => 1, null]) {
        expect(refusal(() => chart(first, { ...options, [option]: wrong })).message).toMatch(
          new RegExp(`^${name}: ${option} must be `),
        );
      }
    }
  });

  test("refuses what it cannot draw, and says what would work", async () => {
    const { chart, declaration } = await load(name);
    const [parameter] = declaration.parameters;
    const promise = Promise.resolve();
    for (const wrong of [7, "a text", null, [], {}, [{}], { a: 1 }, () => 1, promise, (async function* () {})()]) {
      expect(refusal(() => chart(wrong)).message).toMatch(
        new RegExp(`^${name}: ${parameter?.name}.* must .*\\. .*\\.$`),
      );
    }
    if (parameter?.form === "optional") expect(chart().matches("figure.chart")).toBe(true);
    else expect(refusal(() => chart()).message).toMatch(new RegExp(`^${name}: ${parameter?.name} .* is missing`));
  });
});
