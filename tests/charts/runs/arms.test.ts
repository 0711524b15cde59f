import { expect, test } from "vitest";
import { groupArms } from "../../../src/charts/runs/arms.ts";
import { residualArms, sampleTraining, spiralArms } from "../../fixtures/sample-training.ts";

const training = sampleTraining([...spiralArms, ...residualArms], { steps: 5 });

test("runs are grouped by arm, and their seeds sorted", () => {
  const shuffled = { ...training, runs: training.runs.toReversed() };
  const arms = groupArms("test", shuffled, ["plain-56", "plain-4"]);
  expect(arms.map(({ name, runs }) => [name, runs.map(({ seed }) => seed)])).toEqual([
    ["plain-56", [1, 2, 3]],
    ["plain-4", [1, 2, 3]],
  ]);
});

test("a family keeps its dash and colour; deeper nets have wider lines", () => {
  const arms = groupArms("test", training);
  const plain = arms.filter(({ family }) => family === "plain");
  expect(new Set(plain.map(({ dash }) => dash)).size).toBe(1);
  expect(plain.every(({ stroke }) => stroke.includes("--chart-plain"))).toBe(true);
  expect(plain.map(({ strokeWidth }) => strokeWidth)).toEqual([2.25, 2.625, 3]);
  expect(arms.find(({ family }) => family === "residual")?.dash).toBeUndefined();
});

test("nets of one family and one depth are told apart by colour and dash", () => {
  const alike = spiralArms.filter(({ name }) => name === "plain-20");
  const starts = ["He", "orthogonal", "looks-linear"].flatMap((name) => alike.map((arm) => ({ ...arm, name })));
  const arms = groupArms("test", sampleTraining(starts, { steps: 5 }));
  expect(arms).toHaveLength(3);
  expect(new Set(arms.map(({ stroke }) => stroke)).size).toBe(3);
  expect(new Set(arms.map(({ dash }) => dash)).size).toBe(3);
  expect(groupArms("test", sampleTraining(alike, { steps: 5 }))[0]?.stroke).toBe("var(--chart-plain)");
});

test("an unknown arm is refused with the arms there are", () => {
  expect(() => groupArms("learningCurvesChart", training, ["plain-57"])).toThrow(
    'learningCurvesChart: no arm is called "plain-57". Arms are "plain-4", "plain-20",',
  );
});
