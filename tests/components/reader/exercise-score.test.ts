// @vitest-environment jsdom
import { expect, it } from "vitest";
import { oneAtATime } from "../../../src/browser/one-at-a-time.ts";
import { openProgress } from "../../../src/browser/exercise-progress.ts";
import { connectSeries } from "../../../src/components/reader/exercise-series.ts";
import { connectScores, describeScore } from "../../../src/components/reader/exercise-score.ts";
import { Explanation } from "../../../src/components/reader/explanation.ts";

const exercise = (id: string, points: number) => ({ id, points, checks: [{} as never] });
const exercises = [exercise("a", 3), exercise("b", 2), { ...exercise("c", 9), checks: [] }];

it("sums what is solved; who read the explanation first has no points; what has no checks does not count", () => {
  expect(describeScore(exercises, new Map())).toBe("0 of 2 exercises solved, 0 of 5 points");
  expect(describeScore(exercises, new Map(Object.entries({ a: 3, b: 0, gone: 7 })))).toBe(
    "1 of 2 exercises solved, 3 of 5 points",
  );
  document.body.innerHTML = `<p data-exercise-score></p><p data-exercise-score></p>`;
  const progress = openProgress("x", null);
  connectScores(document, exercises, progress);
  progress.solve("b", 2);
  expect([...document.querySelectorAll("p")].map(({ textContent }) => textContent)).toEqual(
    new Array(2).fill("1 of 2 exercises solved, 2 of 5 points"),
  );
});

it("shows an explanation after a right answer, or when it is asked for after a wrong one", () => {
  const open = () => {
    document.body.innerHTML = `<section><section class="explanation">why</section></section>`;
    const progress = openProgress("x", null);
    const explanation = new Explanation(document.body.firstElementChild as HTMLElement, { id: "a", progress });
    document.body.append(explanation.button);
    const isShown = () => document.querySelector(".explanation")?.classList.contains("shown");
    return { progress, explanation, isShown };
  };
  const right = open();
  expect([right.isShown(), right.explanation.button.hidden]).toEqual([false, true]);
  right.explanation.follow(true);
  expect([right.isShown(), right.progress.earned.size]).toEqual([true, 0]);
  const wrong = open();
  wrong.explanation.follow(false);
  expect([wrong.isShown(), wrong.explanation.button.hidden]).toEqual([false, false]);
  wrong.explanation.button.click();
  expect([wrong.isShown(), wrong.progress.earned.get("a")]).toEqual([true, 0]);
  expect(document.activeElement?.className).toContain("explanation");
});

it("shows parts one at a time, back and forth and all at once, and keeps the keyboard where it can go on", () => {
  const parts = ["one", "two", "three"].map((text) =>
    Object.assign(document.createElement("p"), { textContent: text }),
  );
  const { bar } = oneAtATime(parts, "pair");
  document.body.replaceChildren(bar, ...parts);
  const shown = () => parts.filter(({ className }) => className === "").map(({ textContent }) => textContent);
  const [back, next, all] = bar.querySelectorAll("button") as unknown as [
    HTMLButtonElement,
    HTMLButtonElement,
    HTMLButtonElement,
  ];
  expect([shown(), back.disabled, bar.textContent]).toEqual([["one"], true, "Backpair 1 of 3NextAll at once"]);
  next.click();
  next.focus();
  next.click();
  expect([shown(), next.disabled, document.activeElement]).toEqual([["three"], true, back]);
  back.click();
  expect(shown()).toEqual(["two"]);
  all.click();
  expect([shown().length, all.textContent]).toEqual([3, "One at a time"]);
  all.click();
  expect(shown()).toEqual(["two"]);
});

it("opens a series at the exercise that the address names", () => {
  document.body.innerHTML = `<div class="series" data-series="sentence"><p id="x">1</p><p id="y">2</p></div>`;
  Element.prototype.scrollIntoView = () => undefined;
  location.hash = "#y";
  connectSeries(document);
  expect(document.querySelector(".one-place")?.textContent).toBe("sentence 2 of 2");
  expect(document.querySelector("#x")?.className).toBe("one-later");
});
