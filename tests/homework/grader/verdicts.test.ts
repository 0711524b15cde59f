import { expect, it } from "vitest";
import { plainValueSchema } from "../../../src/homework/grader/plain-value.ts";
import type { Observed } from "../../../src/homework/grader/observation.ts";
import { dataOf } from "../../../src/homework/grader/verdicts/data-of.ts";
import { gradeSubmission } from "../../../src/homework/grader/verdicts/grade-submission.ts";
import { latenessOf } from "../../../src/homework/grader/verdicts/lateness.ts";
import { isSameData } from "../../../src/homework/grader/verdicts/same-data.ts";
import { totalOf } from "../../../src/homework/grader/verdicts/total.ts";
import { sample } from "../submission/sample.ts";
import { sampleKey } from "./sample-key.ts";

const exact = { absolute: 0, relative: 0 };

it("compares plain data within a tolerance, and nothing else", () => {
  const same = (seen: unknown, expected: unknown, tolerance = exact) =>
    isSameData(dataOf(plainValueSchema.parse(seen)), expected, tolerance);
  expect(same([1, { $: "number", is: "-0" }], [1, 0])).toBe(true);
  expect(same(1.05, 1, { absolute: 0.1, relative: 0 })).toBe(true);
  expect(same(1.05, 1, { absolute: 0, relative: 0.01 })).toBe(false);
  expect(same({ $: "number", is: "NaN" }, { $: "number", is: "NaN" })).toBe(true);
  expect(same({ $: "number", is: "NaN" }, 0, { absolute: 1e300, relative: 1 })).toBe(false);
  expect(same({ $: "number", is: "Infinity" }, { $: "number", is: "Infinity" })).toBe(true);
  expect(same({ $: "number", is: "Infinity" }, 5, { absolute: Infinity, relative: 0 })).toBe(true);
  expect(same({ $: "typed", of: "Float32Array", values: [1, 2] }, [1, 2])).toBe(true);
  const tensor = (shape: number[]) => ({ $: "tensor", shape, values: [1, 2, 3, 4] });
  expect(same(tensor([2, 2]), [[1, 2], [3, 4]])).toBe(true); // prettier-ignore
  expect(same(tensor([3, 3]), [[1, 2], [3, 4]])).toBe(false); // prettier-ignore
  expect(same({ $: "object", entries: [["a", 1], ["b", [true]]] }, { b: [true], a: 1 })).toBe(true); // prettier-ignore
  expect(same({ $: "object", entries: [["a", 1]] }, { a: 1, b: 2 })).toBe(false);
  expect(same({ $: "object", entries: [["__proto__", 1]] }, {})).toBe(false);
  expect(same({ $: "opaque", what: "function" }, {})).toBe(false);
  expect(same({ $: "undefined" }, null)).toBe(false);
  expect(same([1, 2], [1, 2, 3])).toBe(false);
  expect(plainValueSchema.safeParse({ $: "equal to all" }).success).toBe(false);
});

it("takes points off by the LMS's time, with grace, and none where it says no time", () => {
  const rules = { grace: 10, late: [{ hours: 24, keeps: 0.5 }] };
  const at = (when: string | null, late: boolean | null = null) =>
    latenessOf({ when, late }, "2026-05-10T22:00:00Z", rules);
  expect(at("2026-05-10T22:09:00Z").keeps).toBe(1);
  expect(at("2026-05-11T00:10:00+02:00").words).toBeNull();
  expect(at("2026-05-10T22:40:00Z")).toMatchObject({ keeps: 0.5, words: "30 min late: 50 % of the points are kept" });
  expect(at("2026-05-12T22:40:00Z").keeps).toBe(0);
  expect(at(null, true)).toMatchObject({ keeps: 1, flag: expect.stringContaining("no points were taken off") });
  expect(at(null, false)).toMatchObject({ keeps: 1, flag: null });
});

it("leaves the score blank where the grader failed or a person has to look, and never makes it zero", async () => {
  const key = await sampleKey();
  const [first, second, third] = key.exercises;
  if (!first || !second || !third) throw new Error("the sample has three exercises");
  const text = {
    ...third,
    id: "c2-why",
    kind: "text" as const,
    variants: [],
    rubric: [{ id: "a", words: "why", points: 1 }],
  };
  const training = {
    kind: "training" as const,
    name: "trains",
    points: 1,
    module: "train.ts",
    slack: 0.1,
    atLeast: 0.8,
  };
  const trained = { ...second, id: "c2-train", hidden: [{ ...training, calls: [{ of: "net" }] }] };
  const answers = ["c2-double", "c2-why", "c2-train"].map((id) => ({ id, source: "const net = 1;" }));
  const seen = (): Observed => ({ calls: [{ kind: "value", value: 1 }], failed: [], console: "", attempts: [] });
  const grade = (score: number, observed: Observed | null) =>
    gradeSubmission(
      { ...sample, answers },
      { ...key, exercises: [first, text, trained] },
      {
        observe: (jobs) => Promise.resolve(jobs.map((_, at) => (at === 0 ? null : observed))),
        loadModule: () => Promise.resolve((_: unknown, seed: number) => (seed === 1 ? NaN : score)),
      },
    );
  const states = async (score: number, observed: Observed | null = seen()) =>
    (await grade(score, observed)).map(({ status, earned }) => [status, earned]);
  expect(await states(0.95)).toEqual([["infra_error", null], ["review", null], ["graded", 2]]); // prettier-ignore
  expect(await states(0.5)).toEqual([["infra_error", null], ["review", null], ["graded", 0]]); // prettier-ignore
  expect(await states(0.85)).toEqual([["infra_error", null], ["review", null], ["review", null]]); // prettier-ignore
  expect(await states(0.85, null)).toEqual([["infra_error", null], ["review", null], ["infra_error", null]]); // prettier-ignore
  expect(totalOf(await grade(0.95, seen()), { keeps: 1, words: null, flag: null }).score).toBeNull();
});
