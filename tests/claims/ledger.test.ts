import { describe, expect, it } from "vitest";
import { chapterPlans } from "../../src/claims/registry/chapter-plans.ts";
import { sourceDocuments } from "../../src/claims/registry/ledger-row.ts";
import { ledger, rowsOfChapter } from "../../src/claims/registry/ledger.ts";
import { outline } from "../../src/course/course-outline.ts";

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** As they were taken down from the documents and threads; rows are never renumbered, as chapters name them. */
const taken = {
  V: numbers(1, 20),
  D: numbers(1, 18),
  R: numbers(1, 48),
  B: numbers(1, 20),
  P: numbers(1, 13),
  X: [...numbers(1, 11), ...numbers(20, 40)],
  Q: numbers(1, 20),
};

it("holds every row that was taken down, once", () => {
  const ids = Object.entries(taken).flatMap(([letter, numbers]) => numbers.map((number) => `${letter}${number}`));
  expect(ledger.map(({ id }) => id)).toEqual(ids);
});

it("has a plan for each chapter of the outline", () => {
  expect(Object.keys(chapterPlans)).toEqual(outline.map(({ slug }) => slug));
  for (const sections of Object.values(chapterPlans)) expect(new Set(sections).size).toBe(sections.length);
});

it("gives a row back with all of its sections in a chapter", () => {
  expect(rowsOfChapter("degradation").find(({ id }) => id === "V14")?.sections).toEqual(["not-vanishing", "highway"]);
  expect(rowsOfChapter("vanishing-gradients").find(({ id }) => id === "V12")?.sections).toEqual([]);
});

describe.each(ledger)("row $id", ({ id, statement, right, from, askedAt, verdict, experiments, places }) => {
  it("says what was said and what is right, in full sentences", () => {
    for (const text of [statement, right]) expect(text).toMatch(/^[^\s].*[.?)]$/);
    expect(id.startsWith("Q")).toBe(askedAt !== undefined);
    expect(from.every((document) => document in sourceDocuments)).toBe(true);
    expect(experiments.filter((experiment) => !/^E-[VDRBPX]\d+[abc]?$/.test(experiment))).toEqual([]);
  });

  it("is placed in sections of the plan, unless there is nothing to teach", () => {
    expect(places.length === 0).toBe(verdict === "off");
    const unknown = places.filter((place) => {
      const [slug = "", section] = place.split("#");
      return !(section === undefined ? slug in chapterPlans : chapterPlans[slug]?.includes(section));
    });
    expect(unknown).toEqual([]);
  });
});
