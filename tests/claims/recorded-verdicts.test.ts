import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readVerdicts } from "../../src/claims/recorded-verdicts.ts";
import { publishedFiles } from "../../src/course/chapter-files.ts";
import { readRecordings } from "../../src/course/recorded-runs.ts";
import type { Claim } from "../../src/notebook/chapter.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";
import { sampleClaim } from "../fixtures/sample-claim.ts";

const claim: Claim = { ...sampleClaim, atLeast: 1 };
const card = (verdict: string, on: string, effects: string) =>
  `<div class="verdict" data-verdict="${verdict}" data-verdict-on="${on}" data-effects="${effects}" role="group"></div>`;

it("reads verdict and effect from the recorded cards, and nothing of claims that are gone", () => {
  const outputs = { a: "<figure></figure>", b: card("holds", "E-D1", "2 4"), c: card("holds", "E-D9", "1") };
  expect([...readVerdicts(outputs, [claim])]).toEqual([
    ["E-D1", { outcome: "holds", effect: "3.00 ± 1.4 over 2 seeds" }],
  ]);
  expect(readVerdicts({ b: card("nonsense", "E-D1", "2") }, [claim]).size).toBe(0);
});

describe.each(publishedFiles())("chapters/%s", (name) => {
  it("has a recorded verdict on each claim", () => {
    const file = `chapters/${name}`;
    const { slug, claims } = renderChapter(readFileSync(file, "utf8"), { file });
    const verdicts = readVerdicts(readRecordings(slug).outputs, claims);
    const missing = claims.map(({ id }) => id).filter((id) => !verdicts.has(id));
    expect(missing, `Record it again: npm run record -- --chapter ${slug}`).toEqual([]);
  });
});
