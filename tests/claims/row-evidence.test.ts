import { expect, it } from "vitest";
import type { LedgerRow } from "../../src/claims/registry/ledger-row.ts";
import { citePapers, readEvidence, type ChapterText } from "../../src/claims/row-evidence.ts";
import type { Claim } from "../../src/notebook/chapter.ts";
import { sampleClaim } from "../fixtures/sample-claim.ts";

const row = (id: string, paper: string | null = null, more: Partial<LedgerRow> = {}): LedgerRow => {
  const base = {
    statement: "So it is.",
    from: [],
    verdict: "true",
    right: "Yes.",
    experiments: [],
    places: [],
  } as const;
  return { id, paper, ...base, ...more };
};

const claim = (id: string, rows: readonly string[], more: Partial<Claim> = {}): Claim => {
  return { ...sampleClaim, id, rows, source: "S", ...more };
};

const html =
  '<h2 id="one"><p>here</p><notebook-cell data-cell="plot" id="cell-plot"></notebook-cell><section id="E-D1"></section>' +
  '<h2 id="two"><p>there</p><section id="E-D2"></section>';

const chapter = (claims: readonly Claim[]): ChapterText => ({ slug: "degradation", html, claims });
const [here, there] = [html.indexOf("here"), html.indexOf("there")];
const say = (rows: readonly LedgerRow[], claims: readonly Claim[], at: number) =>
  readEvidence(rows, chapter(claims), at).map(({ words, detail, target }) => [words, detail, target]);

it("names the papers and the experiment of the same section", () => {
  expect(say([row("D1", "He et al. 2015, Fig. 6")], [claim("E-D1", ["D1"])], here)).toEqual([
    ["reported", "He et al. 2015, Fig. 6", null],
    ["reproduced here", "E-D1", "E-D1"],
  ]);
});

it("does not call a reported number reproduced because of an experiment elsewhere", () => {
  expect(say([row("D1", "He et al. 2015")], [claim("E-D1", ["D1"])], there)).toEqual([
    ["reported", "He et al. 2015", null],
  ]);
});

it("goes elsewhere in the chapter where there would be nothing else", () => {
  const claims = [claim("E-D1", ["D1"], { badge: "derived" }), claim("E-D2", ["D4"])];
  expect(say([row("D1")], claims, there)).toEqual([["derived here", "E-D1", "E-D1"]]);
  expect(say([row("D9")], claims, there)).toEqual([["explained here", "", null]]);
});

it("names the live cell that the registry knows of, in its own chapter only", () => {
  const cell = row("D1", null, { derivedIn: ["degradation#plot", "vanishing-gradients#plot"] });
  expect(say([cell], [], here)).toEqual([["derived here", "the cell below", "cell-plot"]]);
  expect(say([cell], [], there)).toEqual([["derived here", "the cell above", "cell-plot"]]);
});

it("does not say that an experiment reproduces what the chapter says it does not", () => {
  expect(say([row("D1")], [claim("E-D1", ["D1"], { states: "does-not-hold" })], here)[0]?.[0]).toBe(
    "not reproduced here",
  );
  expect(say([row("D1")], [claim("E-D1", ["D1"], { states: "open" })], here)[0]?.[0]).toBe("tried here");
});

it("cites each paper of several rows once, with most of its places", () => {
  const rows = [row("D1", "He et al. 2015, sec. 1"), row("D4"), row("D7", "He et al. 2015, sec. 1 and 4.1; Saxe 2013")];
  expect(citePapers(rows)).toBe("He et al. 2015, sec. 1 and 4.1; Saxe 2013");
});
