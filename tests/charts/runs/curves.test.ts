import { expect, test } from "vitest";
import { groupArms } from "../../../src/charts/runs/arms.ts";
import { armCurves, endOf, valueAt } from "../../../src/charts/runs/curves.ts";
import type { Run, Training } from "../../../src/training/contract/protocol.ts";
import { sampleTraining, spiralArms } from "../../fixtures/sample-training.ts";

const style = { metric: "loss", smooth: 1 } as const;

function withLosses(losses: readonly (readonly number[])[], status: Run["status"][] = []): Training {
  const training = sampleTraining(spiralArms.slice(0, 1), { seeds: losses.map((_, at) => at + 1) });
  const runs = training.runs.map((run, at) => ({ ...run, loss: losses[at] ?? [], status: status[at] ?? "done" }));
  return { ...training, runs };
}

function curvesOf(training: Training) {
  const [arm] = groupArms("test", training);
  if (arm === undefined) throw new Error("The sample has an arm.");
  return armCurves(arm, style);
}

test("the mean goes as far as every seed goes", () => {
  const { mean } = curvesOf(
    withLosses([
      [1, 2, 3],
      [3, 4],
    ]),
  );
  expect(mean).toEqual([
    { step: 0, value: 2 },
    { step: 1, value: 3 },
  ]);
});

test("a diverged run is drawn up to its last finite loss", () => {
  const { seeds } = curvesOf(withLosses([[1, 50, NaN]], ["diverged"]));
  expect(seeds[0]).toMatchObject({ diverged: true, points: [{ value: 1 }, { step: 1, value: 50 }] });
});

test("where a seed broke off early, the arm ends with its longest seed", () => {
  expect(
    endOf(
      curvesOf(
        withLosses(
          [
            [1, NaN],
            [1, 1, 1, 0.5],
          ],
          ["diverged"],
        ),
      ),
    ),
  ).toEqual({ step: 3, value: 0.5 });
});

test("long runs are thinned but keep their last step", () => {
  const { mean } = curvesOf(withLosses([Array.from({ length: 12_345 }, (_, step) => step)]));
  expect(mean.length).toBeLessThan(250);
  expect(mean.at(-1)).toEqual({ step: 12_344, value: 12_344 });
});

test("a run without a step has no curve and no end", () => {
  const curves = curvesOf(withLosses([[]]));
  expect(curves.mean).toEqual([]);
  expect(endOf(curves)).toBeUndefined();
});

test("the value at a step is that of the nearest drawn step before", () => {
  const points = [
    { step: 0, value: 5 },
    { step: 10, value: 7 },
  ];
  expect([valueAt(points, 9), valueAt(points, 10)]).toEqual([5, 7]);
});
