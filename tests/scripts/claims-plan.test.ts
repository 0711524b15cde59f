import { describe, expect, it } from "vitest";
import { overrideNames } from "../../scripts/claims/override-names.ts";
import { planChapter, type ChapterPlan } from "../../scripts/claims/plan.ts";
import type { Chapter } from "../../src/notebook/chapter.ts";
import { fence, render } from "../notebook/chapter-text.ts";

const claim = (id: string, attributes = ""): string =>
  `::::experiment{#${id} ${attributes} question="Is it?" rows="D1" badge=reproduced source="A" measure="x" at-least=1}\n**It holds.**\n\n${fence(`verdict("${id}", effects${id.replace("-", "")})`)}::::\n\n`;

/** Two claims share a training, a third has one of its own, and one training belongs to no claim. */
const chapter = render(
  `${fence("const steps = view(slider(1, 9)), seeds = [1, 2, 3];")}\n` +
    `${fence("const shared = train(steps, seeds);", "run=manual id=shared")}\n` +
    `${fence("const own = train(seeds);", "run=manual id=own")}\n` +
    `${fence("const other = train(steps);", "run=manual id=other")}\n` +
    `${fence("const effectsEA = shared.a;")}\n${fence("const effectsEB = shared.b + 1;")}\n${fence("const effectsEC = own.c;")}\n` +
    claim("E-A") +
    claim("E-B", "full-only") +
    claim("E-C", "states=open"),
);

const all = { claims: null, cells: null, size: "full", record: false, shard: { index: 1, count: 1 } } as const;
const plan = (wishes: object, costs = new Map<string, number>(), of: Chapter = chapter): ChapterPlan =>
  planChapter(of, { ...all, ...wishes }, costs);
const ids = ({ claims, cells }: ChapterPlan): unknown => [claims.map((each) => each.claim.id), cells];

describe("the plan of a chapter", () => {
  it("finds the training cells that each verdict follows from, and runs shared ones once", () => {
    expect(ids(plan({}))).toEqual([
      ["E-A", "E-B", "E-C"],
      ["shared", "own"],
    ]);
    expect(plan({}).claims.map(({ cells }) => cells)).toEqual([["shared"], ["shared"], ["own"]]);
  });

  it("leaves out what shows nothing in the small setting, and claims that were not asked for", () => {
    expect(ids(plan({ size: "small" }))).toEqual([
      ["E-A", "E-C"],
      ["shared", "own"],
    ]);
    expect(ids(plan({ claims: ["E-C"] }))).toEqual([["E-C"], ["own"]]);
  });

  it("records training cells that no claim needs as well, unless claims were asked for", () => {
    expect(plan({ record: true }).cells).toEqual(["shared", "own", "other"]);
    expect(plan({ record: true, claims: ["E-A"] }).cells).toEqual(["shared"]);
    expect(ids(plan({ record: true, claims: [] }))).toEqual([[], []]);
    expect(ids(plan({ claims: [], cells: ["other"] }))).toEqual([[], ["other"]]);
    expect(ids(plan({ claims: ["E-C"], cells: ["other"] }))).toEqual([["E-C"], ["own", "other"]]);
  });

  it("cuts into parts that share no training and together are everything", () => {
    const costs = new Map([["shared", 5]]);
    const parts = [1, 2, 3].map((index) => plan({ record: true, shard: { index, count: 3 } }, costs));
    expect(parts.map(ids)).toEqual([
      [["E-C"], ["own"]],
      [[], ["other"]],
      [["E-A", "E-B"], ["shared"]],
    ]);
  });

  it("says of the outcome what the chapter says", () => {
    expect(chapter.claims.map(({ states, fullOnly }) => [states, fullOnly])).toEqual([
      [undefined, undefined],
      [undefined, true],
      ["open", undefined],
    ]);
  });

  it("is refused where a claim has no verdict", () => {
    const mute = render(claim("E-A").replace('verdict("E-A"', 'verdicts("E-A"'));
    expect(() => plan({}, new Map(), mute)).toThrow('no cell of test calls verdict("E-A", …)');
  });
});

describe("names that get other values", () => {
  const textOf = (values: object): unknown => [...overrideNames(chapter.cells, { ...values })];

  it("change nothing else in their cell", () => {
    expect(textOf({ steps: 250 })).toEqual([["steps", "const steps = 250, seeds = [1, 2, 3];"]]);
    expect(textOf({ steps: 5, seeds: [7] })).toEqual([["steps", "const steps = 5, seeds = [7];"]]);
    expect(textOf({})).toEqual([]);
  });

  it("must be declared by a value of their own", () => {
    expect(() => textOf({ width: 3 })).toThrow('no cell declares "width"');
    const torn = render(fence("const {width} = knobs;"));
    expect(() => overrideNames(torn.cells, { width: 3 })).toThrow("Define it in a cell of its own");
  });
});
