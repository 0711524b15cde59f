import { expect, it } from "vitest";
import { ledger } from "../../src/claims/registry/ledger.ts";
import { countWords } from "../../src/components/claims/claim-filter.ts";
import { matchesWords } from "../../src/components/site/match-words.ts";
import { listClaims, listRow, type OpenChapter } from "../../src/course/claim-list.ts";
import type { Claim } from "../../src/notebook/chapter.ts";
import { sampleClaim } from "../fixtures/sample-claim.ts";

const claim: Claim = { ...sampleClaim, id: "E-V5", rows: ["V13"], source: "S", measure: "m", atLeast: 1 };
const chapter: OpenChapter = {
  slug: "vanishing-gradients",
  html: '<h2 id="question"></h2><p data-marks="V1"></p><h3 id="softmax"></h3><p data-marks="V1 V18"></p>',
  claims: [claim],
  headings: [
    { depth: 2, id: "question", text: "The question" },
    { depth: 3, id: "softmax", text: "The softmax" },
  ],
  verdicts: new Map([["E-V5", { outcome: "holds", effect: "1.2 over 3 seeds" }]]),
};
const rowOf = (id: string) => {
  const row = ledger.find((each) => each.id === id);
  if (!row) throw new Error(id);
  return listRow(row, [chapter]);
};

it("lists every row once, under the chapter that treats it first", () => {
  const groups = listClaims(ledger, [chapter]);
  const ids = groups.flatMap(({ rows }) => rows.map(({ row }) => row.id));
  expect(ids.toSorted()).toEqual(ledger.map(({ id }) => id).toSorted());
  expect(groups[0]?.rows.map(({ row }) => row.id)).toContain("V19");
  expect(groups.filter(({ isOpen }) => isOpen).map(({ entry }) => entry.slug)).toEqual(["vanishing-gradients"]);
});

it("names the boxes that answer a row with their recorded verdicts, and experiments that are still to come", () => {
  expect(rowOf("V13").experiments).toEqual([
    {
      name: "E-V5",
      path: "vanishing-gradients/#E-V5",
      verdict: { outcome: "holds", effect: "1.2 over 3 seeds" },
      measure: "m; to hold it must be at least 1",
    },
    { name: "E-D1", path: null, verdict: null, measure: null },
    { name: "E-D7", path: null, verdict: null, measure: null },
  ]);
});

it("says where a row is treated: a section, the heading it stands under, or a chapter to come", () => {
  expect(rowOf("V1").places).toEqual([{ words: "Chapter 1, The question", path: "vanishing-gradients/#question" }]);
  expect(rowOf("V18").places).toEqual([{ words: "Chapter 1, The softmax", path: "vanishing-gradients/#softmax" }]);
  expect(rowOf("D1").places).toEqual([{ words: "Chapter 2, Degradation", path: null }]);
});

it("finds rows by all of the words", () => {
  expect(matchesWords("Xavier's weights, after ReLU", "relu  xavier")).toBe(true);
  expect(matchesWords("Xavier's weights", "relu xavier")).toBe(false);
  expect(matchesWords("anything", "")).toBe(true);
  expect([countWords(151, 151), countWords(2, 151), countWords(0, 151)]).toEqual([
    "151 claims",
    "2 of 151 claims",
    "No claim has these words and this verdict.",
  ]);
});
