import { expect, it } from "vitest";
import { resultOf, toJson, type ChapterResult } from "../../scripts/claims/results.ts";
import { printSummary, printTable } from "../../scripts/claims/table.ts";
import type { Claim } from "../../src/notebook/chapter.ts";
import { sampleClaim } from "../fixtures/sample-claim.ts";

const claim: Claim = sampleClaim;
const timing = { seconds: 12.34, cells: ["runs"] };
const chapter = (...claims: ChapterResult["claims"]): ChapterResult => {
  return { slug: "degradation", number: 2, claims, cells: [{ cell: "runs", seconds: 12.34, engine: "wasm" }] };
};

it("sets effect, spread, every seed, threshold, verdict and seconds side by side", () => {
  const table = printTable(chapter(resultOf(claim, [0.9, 1.1], timing)));
  expect(table).toBe(
    "Chapter 2, degradation: 1 training cells, 12 s\n" +
      "claim  effect  spread   each seed  threshold  verdict  as stated  seconds\n" +
      "E-D1     1.00    0.14  0.900 1.10      ≥ 0.5    holds        yes     12.3\n",
  );
});

it("names what did not come out as the chapter says", () => {
  const failed = resultOf(claim, [0.1, 0.2], timing);
  expect(failed.asStated).toBe(false);
  expect(printTable(chapter(failed))).toMatch(/does-not-hold +NO: holds/);
  expect(printSummary([chapter(failed, resultOf(claim, [1, 1], timing))])).toBe(
    "1 of 2 verdicts are not as the chapters state: E-D1.\n",
  );
  expect(printSummary([chapter(resultOf(claim, [1, 1], timing))])).toMatch(/^1 of 1 verdicts are as/);
});

it("agrees with a chapter that says that a claim does not hold, or that it depends", () => {
  expect(resultOf({ ...claim, states: "does-not-hold" }, [0.1, 0.2], timing).asStated).toBe(true);
  expect(resultOf({ ...claim, states: "does-not-hold" }, [0.1, 0.9], timing).asStated).toBe(false);
  expect(resultOf({ ...claim, states: "open" }, [0.1, 0.9], timing).asStated).toBe(true);
});

it("never takes a claim without an effect for one that holds", () => {
  const empty = resultOf(claim, [], timing);
  expect(empty.asStated).toBe(false);
  expect(printTable(chapter(empty))).toMatch(/E-D1 +– +– +– .*not-run +NO/);
  expect(resultOf(claim, [1, NaN], timing).asStated).toBe(false);
});

it("writes what JSON cannot hold as words", () => {
  const json = JSON.parse(toJson([chapter(resultOf(claim, [Infinity, NaN], timing))], { size: "small" })) as {
    size: string;
    chapters: { claims: { effects: unknown[] }[] }[];
  };
  expect(json.size).toBe("small");
  expect(json.chapters[0]?.claims[0]?.effects).toEqual(["Infinity", "NaN"]);
});
